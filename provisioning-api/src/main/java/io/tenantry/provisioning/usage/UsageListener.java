package io.tenantry.provisioning.usage;

import io.tenantry.events.UnreadableMessageException;
import io.tenantry.events.UsageReported;
import io.tenantry.messaging.inbound.DeadLetters;
import io.tenantry.messaging.inbound.Inbound;
import io.tenantry.messaging.inbound.InboundReader;
import io.tenantry.provisioning.readiness.ControlSchemaGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes reports down, and puts them back while the database is away. */
@Component
class UsageListener implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(UsageListener.class);

  /** A message that is put back comes at once. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final InboundReader reader;
  private final DeadLetters deadLetters;
  private final ControlSchemaGate schema;
  private final UsageBook book;

  UsageListener(
      InboundReader reader, DeadLetters deadLetters, ControlSchemaGate schema, UsageBook book) {
    this.reader = reader;
    this.deadLetters = deadLetters;
    this.schema = schema;
    this.book = book;
  }

  @Override
  public void onMessage(Message message) {
    try {
      Inbound inbound = reader.read(message);
      if (!(inbound.message() instanceof UsageReported report)) {
        throw new UnreadableMessageException(inbound.message().type() + " is no usage", null);
      }
      if (!schema.isOpen()) {
        throw later("the tables are not there yet");
      }
      book.record(inbound.id(), report);
    } catch (UnreadableMessageException e) {
      deadLetters.put(message, String.valueOf(e.getMessage()));
    } catch (DataAccessException | TransactionException e) {
      throw later(e.getMessage());
    }
  }

  private static ImmediateRequeueAmqpException later(@Nullable String reason) {
    log.warn("Reports of usage wait: {}", reason);
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ImmediateRequeueAmqpException(String.valueOf(reason));
  }
}
