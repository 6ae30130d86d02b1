package io.tenantry.provisioning.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.problems.rate.TokenBucket;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many requests each API client may still make. Also knows the keys that were good of late, so
 * that a client over its limit is refused without a look into the database.
 */
@Component
public class ClientLimits {

  /** The highest limit that a client can have. */
  public static final int MOST_PER_MINUTE = TokenBucket.MOST_PER_MINUTE;

  private static final int MOST_CLIENTS = 100_000;
  private static final Duration FULL_AGAIN = Duration.ofMinutes(2);
  private static final Duration KNOWN = Duration.ofDays(1);

  private final Cache<UUID, TokenBucket> buckets;
  private final Cache<String, Holder> holders;
  private final int usual;
  private final Ticker ticker;
  private final Counter refused;

  ClientLimits(RateLimitProperties settings, Ticker ticker, MeterRegistry meters) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(FULL_AGAIN)
            .ticker(ticker)
            .build();
    this.holders =
        Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(KNOWN)
            .ticker(ticker)
            .build();
    this.usual = settings.requestsPerMinute();
    this.ticker = ticker;
    this.refused = RateLimited.counter("client", meters);
  }

  /** Whose key it was when it was last looked up, and with which limit. */
  private record Holder(UUID client, int perMinute) {}

  /** Whether the key with this id was good when it was last looked up. */
  public boolean knows(String keyId) {
    return holders.getIfPresent(keyId) != null;
  }

  /** Why a request with this key need not be looked at; empty if it may have to be. */
  public Optional<Allowance> refusal(String keyId) {
    Holder holder = holders.getIfPresent(keyId);
    if (holder == null || holder.perMinute() == 0) {
      return Optional.empty();
    }
    return Optional.of(bucket(holder).look(holder.perMinute(), ticker.read()))
        .filter(this::isRefusal);
  }

  /**
   * Counts a request of a client whose key was found.
   *
   * @param own the client's own limit; null for the usual one
   * @return empty where there is no limit
   */
  public Optional<Allowance> count(String keyId, UUID client, @Nullable Integer own) {
    Holder holder = new Holder(client, Objects.requireNonNullElse(own, usual));
    holders.put(keyId, holder);
    if (holder.perMinute() == 0) {
      return Optional.empty();
    }
    Allowance allowance = bucket(holder).take(holder.perMinute(), ticker.read());
    isRefusal(allowance);
    return Optional.of(allowance);
  }

  /** The key with this id turned out to be nobody's. */
  public void forget(String keyId) {
    holders.invalidate(keyId);
  }

  /** A client's limit is another one now: its next request is looked up. */
  public void forget(UUID client) {
    holders.asMap().values().removeIf(holder -> holder.client().equals(client));
  }

  private boolean isRefusal(Allowance allowance) {
    if (!allowance.granted()) {
      refused.increment();
    }
    return !allowance.granted();
  }

  private TokenBucket bucket(Holder holder) {
    return buckets.get(
        holder.client(), client -> new TokenBucket(holder.perMinute(), ticker.read()));
  }
}
