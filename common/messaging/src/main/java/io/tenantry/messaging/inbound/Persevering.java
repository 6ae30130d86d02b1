package io.tenantry.messaging.inbound;

import io.tenantry.events.UnreadableMessageException;
import io.tenantry.messaging.Backoff;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.core.NestedRuntimeException;

/**
 * Has a message wait where it is while the database is away: one that is put back comes at once,
 * and RabbitMQ puts aside what came too often. What fails for another reason goes among the dead
 * letters.
 */
public final class Persevering implements MessageListener {

  private static final Logger log = LoggerFactory.getLogger(Persevering.class);

  /** The longest is less than a container waits for its listeners when it stops. */
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

  private final MessageListener listener;
  private final DeadLetters deadLetters;
  private final BooleanSupplier wanted;
  private final Backoff pauses;

  /**
   * @param wanted whether to go on waiting; not so once the container stops
   */
  public Persevering(MessageListener listener, DeadLetters deadLetters, BooleanSupplier wanted) {
    this(listener, deadLetters, wanted, PAUSES);
  }

  Persevering(
      MessageListener listener, DeadLetters deadLetters, BooleanSupplier wanted, Backoff pauses) {
    this.listener = listener;
    this.deadLetters = deadLetters;
    this.wanted = wanted;
    this.pauses = pauses;
  }

  @Override
  public void onMessage(Message message) {
    int failures = 0;
    while (!tryOnce(message, failures)) {
      failures++;
      pause(failures);
    }
  }

  /** One try; false where it has to be repeated. */
  private boolean tryOnce(Message message, int failures) {
    try {
      listener.onMessage(message);
      if (failures > 0) {
        log.info("The database is back: {} goes on", named(message));
      }
    } catch (ImmediateRequeueAmqpException e) {
      throw e;
    } catch (RuntimeException e) {
      if (DatabaseOutage.explains(e)) {
        if (failures == 0) {
          log.warn("{} waits for the database: {}", named(message), e.getMessage());
        }
        return false;
      }
      if (!(e instanceof UnreadableMessageException)) {
        log.warn("{} can't be worked on", named(message), e);
      }
      deadLetters.put(message, reason(e));
    }
    return true;
  }

  private void pause(int failures) {
    try {
      Thread.sleep(pauses.after(failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted() || !wanted.getAsBoolean()) {
      throw new ImmediateRequeueAmqpException("stopped while the database is away");
    }
  }

  private static String named(Message message) {
    var properties = message.getMessageProperties();
    return properties.getType() + " " + properties.getMessageId();
  }

  private static String reason(RuntimeException e) {
    Throwable cause =
        e instanceof NestedRuntimeException nested ? nested.getMostSpecificCause() : e;
    String text = cause.getMessage();
    return text == null ? cause.getClass().getName() : text;
  }
}
