package io.tenantry.worker.provisioning;

import io.tenantry.events.ProvisionTenant;
import io.tenantry.events.TenantCreated;
import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.registry.TenantId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Takes work orders. It acknowledges each, done or not: what is to be tried again stands in the
 * registry and is sent again from there, and a message put back would come at once and for ever.
 */
@Component
class ProvisioningListener implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(ProvisioningListener.class);

  private final InboundReader reader;
  private final DeadLetters deadLetters;
  private final Provisioner provisioner;

  ProvisioningListener(InboundReader reader, DeadLetters deadLetters, Provisioner provisioner) {
    this.reader = reader;
    this.deadLetters = deadLetters;
    this.provisioner = provisioner;
  }

  @Override
  public void onMessage(Message message) {
    Inbound inbound;
    UUID tenant;
    try {
      inbound = reader.read(message);
      tenant = tenant(inbound);
    } catch (UnreadableMessageException e) {
      deadLetters.put(message, String.valueOf(e.getMessage()));
      return;
    }
    try {
      provisioner.provision(new TenantId(tenant), inbound.id());
    } catch (RuntimeException e) {
      log.warn("Tenant {} is left to the sweeper: no outcome could be recorded", tenant, e);
    }
  }

  private static UUID tenant(Inbound inbound) {
    return switch (inbound.message()) {
      case TenantCreated created -> created.tenantId();
      case ProvisionTenant command -> command.tenantId();
      default ->
          throw new UnreadableMessageException(
              inbound.message().type() + " is no work order for provisioning", null);
    };
  }
}
