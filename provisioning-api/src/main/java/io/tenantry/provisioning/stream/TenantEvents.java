package io.tenantry.provisioning.stream;

import io.tenantry.provisioning.signals.Subscription;
import io.tenantry.provisioning.signals.TenantSignals;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Tenants;
import io.tenantry.registry.Tenants.RecordedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Tells a tenant's events from the registry, woken by signals. It runs on the request's own
 * (virtual) thread and holds no database connection between two looks.
 */
@Service
public class TenantEvents {

  private static final Logger log = LoggerFactory.getLogger(TenantEvents.class);
  private static final int BATCH = 100;

  private final Tenants tenants;
  private final TenantSignals signals;
  private final StreamProperties settings;
  private final Semaphore seats;

  TenantEvents(Tenants tenants, TenantSignals signals, StreamProperties settings) {
    this.tenants = tenants;
    this.signals = signals;
    this.settings = settings;
    this.seats = new Semaphore(settings.max());
  }

  /**
   * Returns when the audience is gone, its time is over, or the service stops.
   *
   * @param after the number of the last event that the audience knows; 0 for none
   * @throws TooManyStreamsException if no more streams may be opened; nothing was told then
   */
  public void tell(TenantId tenant, long after, Audience audience) throws InterruptedException {
    if (!signals.isOpen() || !seats.tryAcquire()) {
      throw new TooManyStreamsException();
    }
    try (Subscription changes = signals.subscribe(tenant.value(), 0)) {
      // The first look is outside the try: while nothing is told it may still become a problem.
      List<RecordedEvent> first = tenants.events(tenant, after, BATCH);
      try {
        follow(tenant, after, first, changes, audience);
      } catch (IOException | DataAccessException e) {
        log.debug("A stream ends early: {}", e.getMessage());
      }
    } finally {
      seats.release();
    }
  }

  private void follow(
      TenantId tenant,
      long after,
      List<RecordedEvent> first,
      Subscription changes,
      Audience audience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + settings.life().toNanos();
    long last = after;
    List<RecordedEvent> events = first;
    audience.tell(events);
    long spokeAt = System.nanoTime();
    while (signals.isOpen() && System.nanoTime() < end) {
      if (!events.isEmpty()) {
        last = events.getLast().sequence();
      }
      if (events.size() < BATCH) {
        Duration silence = Duration.ofNanos(System.nanoTime() - spokeAt);
        if (silence.compareTo(settings.heartbeat()) >= 0) {
          audience.beat();
          spokeAt = System.nanoTime();
          silence = Duration.ZERO;
        }
        changes.await(shorter(settings.heartbeat().minus(silence), settings.poll()));
      }
      events = tenants.events(tenant, last, BATCH);
      if (!events.isEmpty()) {
        audience.tell(events);
        spokeAt = System.nanoTime();
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
