package io.tenantry.provisioning.usage;

import io.tenantry.events.UnreadableMessageException;
import io.tenantry.events.UsageReported;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.stereotype.Component;

/** Writes reports down. */
@Component
class UsageListener implements MessageListener {

  private final InboundReader reader;
  private final ControlSchemaGate schema;
  private final UsageBook book;

  UsageListener(InboundReader reader, ControlSchemaGate schema, UsageBook book) {
    this.reader = reader;
    this.schema = schema;
    this.book = book;
  }

  @Override
  public void onMessage(Message message) {
    Inbound inbound = reader.read(message);
    if (!(inbound.message() instanceof UsageReported report)) {
      throw new UnreadableMessageException(inbound.message().type() + " is no usage", null);
    }
    schema.requireOpen();
    book.record(inbound.id(), report);
  }
}
