package io.tenantry.problems.drain;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Holds up the end of the web server, and with it of all that its requests need, once Spring Boot
 * has taken readiness back.
 */
final class Drain implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final Duration delay;
  private volatile boolean running;
  private volatile boolean draining;

  Drain(Duration delay) {
    this.delay = delay;
  }

  /** Whether this instance is on its way out. */
  boolean isDraining() {
    return draining;
  }

  /** Before the web server, which stops first of all others. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** Those of the same phase stop meanwhile; the next phase waits for the call. */
  @Override
  public void stop(Runnable stopped) {
    draining = true;
    running = false;
    if (delay.isZero()) {
      stopped.run();
      return;
    }
    log.info("Serving for another {} s", delay.toSeconds());
    Thread.ofVirtual().name("tenantry-drain").start(() -> stopLater(stopped));
  }

  private void stopLater(Runnable stopped) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.run();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
