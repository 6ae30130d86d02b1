package io.tenantry.messaging.relay;

import io.tenantry.messaging.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The thread that empties the outbox: at once when woken, and now and then without. */
final class Relay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final RelayBatch batch;
  private final Wake wake;
  private final Duration fallbackPoll;
  private final Backoff backoff;
  private final Wake recovery = new Wake();
  private volatile boolean running;
  private @Nullable Thread thread;

  /**
   * @param backoff pauses after trouble; messages that are written meanwhile don't cut them short
   */
  Relay(RelayBatch batch, Wake wake, Duration fallbackPoll, Backoff backoff) {
    this.batch = batch;
    this.wake = wake;
    this.fallbackPoll = fallbackPoll;
    this.backoff = backoff;
  }

  /** Ends a pause after trouble: the broker is there again. */
  void resume() {
    recovery.up();
  }

  /** Stops after listeners and web server, whose last messages still go out. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 4096;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("tenantry-relay").start(this::loop);
  }

  @Override
  public void stop() {
    running = false;
    wake.up();
    recovery.up();
    Thread started = thread;
    try {
      if (started != null && !started.join(STOP_PATIENCE)) {
        started.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void loop() {
    int troubles = 0;
    while (running && !Thread.currentThread().isInterrupted()) {
      try {
        boolean more = batch.run();
        if (troubles > 0) {
          log.info("Relaying again");
        }
        troubles = 0;
        if (!more) {
          wake.await(fallbackPoll);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        troubles++;
        pauseAfter(e, troubles);
      }
    }
  }

  /** Only the first trouble in a row is news. Whatever it is, the thread goes on. */
  private void pauseAfter(Throwable trouble, int troubles) {
    if (troubles > 1) {
      log.debug("The relay waits on", trouble);
    } else if (isExpected(trouble)) {
      log.warn(
          "The relay waits: {}", NestedExceptionUtils.getMostSpecificCause(trouble).getMessage());
    } else {
      log.error("The relay waits after an unexpected failure", trouble);
    }
    try {
      recovery.await(backoff.after(troubles));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isExpected(Throwable trouble) {
    return trouble instanceof BrokerUnavailableException
        || trouble instanceof DataAccessException
        || trouble instanceof TransactionException;
  }
}
