package io.tenantry.tenancy.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The routes of late. Domains that lead somewhere and domains that don't are kept apart, so that a
 * flood of made-up hosts pushes no tenant out.
 */
public final class Routes {

  private static final int LOADS_PER_REQUEST = 2;

  private final Cache<RouteKey, Route> hits;
  private final Cache<RouteKey, Boolean> misses;

  /** The newest event seen of each tenant: an older route is void, whenever it was read. */
  private final Cache<UUID, Long> changes;

  /** Counts what may have given a domain a tenant. */
  private final AtomicLong changeCount = new AtomicLong();

  /** Counts the occasions on which everything was forgotten. */
  private final AtomicLong clearCount = new AtomicLong();

  private final RouteLoader loader;
  private final RoutingMeters meters;

  Routes(RoutingProperties settings, RouteLoader loader, RoutingMeters meters, Ticker ticker) {
    hits =
        Caffeine.newBuilder()
            .maximumSize(settings.maxHits())
            .expireAfterWrite(settings.ttl())
            .ticker(ticker)
            .build();
    misses =
        Caffeine.newBuilder()
            .maximumSize(settings.maxMisses())
            .expireAfterWrite(settings.ttl())
            .ticker(ticker)
            .build();
    // Must outlive every route that was read before the event, also one still on its way.
    changes =
        Caffeine.newBuilder()
            .maximumSize(2L * settings.maxHits())
            .expireAfterWrite(settings.ttl().plus(RouteLoader.LONGEST_LOAD).multipliedBy(2))
            .ticker(ticker)
            .build();
    this.loader = loader;
    this.meters = meters;
  }

  /**
   * @throws RoutingUnavailableException if it is neither known nor to be found out in time
   */
  public Optional<Route> find(RouteKey key) {
    Route known = hits.getIfPresent(key);
    if (known != null && !isOutdated(known)) {
      meters.hit();
      return Optional.of(known);
    }
    if (misses.getIfPresent(key) != null) {
      meters.knownMiss();
      return Optional.empty();
    }
    return load(key);
  }

  private Optional<Route> load(RouteKey key) {
    @Nullable Route route = null;
    for (int attempt = 0; attempt < LOADS_PER_REQUEST; attempt++) {
      long changesBefore = changeCount.get();
      long clearsBefore = clearCount.get();
      route = loader.load(key, changesBefore + clearsBefore).orElse(null);
      if (route == null) {
        rememberMiss(key, changesBefore);
        meters.absent();
        return Optional.empty();
      }
      if (!isOutdated(route)) {
        rememberHit(key, route, clearsBefore);
        break;
      }
    }
    meters.loaded();
    return Optional.ofNullable(route);
  }

  private boolean isOutdated(Route route) {
    Long newest = changes.getIfPresent(route.tenant().id());
    return newest != null && route.sequence() < newest;
  }

  private void rememberHit(RouteKey key, Route route, long clearsBefore) {
    if (!route.status().isWorthRemembering()) {
      return;
    }
    hits.put(key, route);
    if (clearCount.get() != clearsBefore) {
      hits.invalidate(key);
    }
  }

  /** Looks at the counter after the entry is in, so that whoever comes between removes it. */
  private void rememberMiss(RouteKey key, long changesBefore) {
    misses.put(key, Boolean.TRUE);
    if (changeCount.get() != changesBefore) {
      misses.invalidate(key);
    }
  }

  /** A tenant changed: what was read before its event is void, and any domain may be its now. */
  void changed(UUID tenantId, long sequence) {
    changes.asMap().merge(tenantId, sequence, Math::max);
    changeCount.incrementAndGet();
    misses.invalidateAll();
  }

  /** The database refused to become this tenant as it was read: its routes are read anew. */
  void distrust(UUID tenantId) {
    hits.asMap().values().removeIf(route -> route.tenant().id().equals(tenantId));
  }

  /** Events may have been missed: forgets everything. */
  void clear() {
    changeCount.incrementAndGet();
    clearCount.incrementAndGet();
    hits.invalidateAll();
    misses.invalidateAll();
  }
}
