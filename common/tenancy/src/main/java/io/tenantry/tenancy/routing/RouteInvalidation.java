package io.tenantry.tenancy.routing;

import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantChange;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.tracing.MessageTraces;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;

/** Forgets the routes of tenants that changed. */
final class RouteInvalidation implements MessageListener {

  private static final Logger LOG = LoggerFactory.getLogger(RouteInvalidation.class);

  private final Routes routes;
  private final MessageTraces traces;
  private final MessageJson json = new MessageJson();

  RouteInvalidation(Routes routes, MessageTraces traces) {
    this.routes = routes;
    this.traces = traces;
  }

  @Override
  public void onMessage(Message message) {
    try {
      TenantChange change =
          json.read(new String(message.getBody(), StandardCharsets.UTF_8), TenantChange.class);
      if (change.tenantId() == null) {
        throw new UnreadableMessageException("it names no tenant", null);
      }
      var properties = message.getMessageProperties();
      traces.receiving(
          String.valueOf(properties.getType()),
          properties.getHeaders(),
          () -> routes.changed(change.tenantId(), change.sequence()));
    } catch (UnreadableMessageException e) {
      LOG.warn("An event can't be read, so all routes are forgotten: {}", e.getMessage());
      routes.clear();
    }
  }
}
