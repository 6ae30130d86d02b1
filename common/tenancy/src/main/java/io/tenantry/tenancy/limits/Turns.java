package io.tenantry.tenancy.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** So many requests of a tenant at once, in the order in which they came; not too many wait. */
final class Turns {

  /** Who is in it holds its semaphore, so nothing is lost by forgetting the idle. */
  private final LoadingCache<UUID, Semaphore> turns;

  private static final int MOST_WAITING = 100;

  private final Duration patience;

  Turns(int atOnce, Duration patience) {
    this.turns = Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(atOnce, true));
    this.patience = patience;
  }

  /**
   * A turn that has to be given back; null if none came in time, or too many wait for one already.
   */
  @Nullable Semaphore take(UUID tenant) {
    Semaphore semaphore = turns.get(tenant);
    if (semaphore.getQueueLength() >= MOST_WAITING) {
      return null;
    }
    try {
      return semaphore.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) ? semaphore : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
