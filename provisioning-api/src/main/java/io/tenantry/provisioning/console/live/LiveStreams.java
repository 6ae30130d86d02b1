package io.tenantry.provisioning.console.live;

import io.tenantry.provisioning.signals.TenantSignals;
import io.tenantry.provisioning.stream.TooManyStreamsException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks at something again and again and tells when it differs, on the request's own (virtual)
 * thread, until nobody listens, time is over, or the service stops.
 */
@Component
public class LiveStreams {

  private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 200;

  private final TenantSignals signals;
  private final Semaphore seats = new Semaphore(MOST);

  LiveStreams(TenantSignals signals) {
    this.signals = signals;
  }

  /**
   * Sends {@code changed} whenever the look differs from the one before.
   *
   * @param every how often to look
   * @param look something with a meaningful {@code equals}
   * @throws TooManyStreamsException if no more may be opened
   */
  public void tellChanges(HttpServletResponse response, Duration every, Supplier<?> look)
      throws InterruptedException {
    if (!signals.isOpen() || !seats.tryAcquire()) {
      throw new TooManyStreamsException();
    }
    try {
      follow(new LiveEvents(response), every, look);
    } catch (IOException | DataAccessException e) {
      log.debug("A live stream ends early: {}", e.getMessage());
    } finally {
      seats.release();
    }
  }

  private void follow(LiveEvents events, Duration every, Supplier<?> look)
      throws IOException, InterruptedException {
    Object seen = look.get();
    events.begin();
    long end = System.nanoTime() + LIFE.toNanos();
    long spokeAt = System.nanoTime();
    while (signals.isOpen() && System.nanoTime() < end) {
      Thread.sleep(every);
      Object now = look.get();
      if (!now.equals(seen)) {
        seen = now;
        events.changed();
        spokeAt = System.nanoTime();
      } else if (System.nanoTime() - spokeAt >= HEARTBEAT.toNanos()) {
        events.beat();
        spokeAt = System.nanoTime();
      }
    }
  }
}
