package io.tenantry.provisioning.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.problems.rate.TokenBucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How many keys that are nobody's an address may still try, so that a flood of them does not reach
 * the database. Look-ups that go on at the same time can exceed it, but are made up for later.
 */
@Component
public class FailedKeys {

  private static final int MOST_ADDRESSES = 100_000;
  private static final Duration FULL_AGAIN = Duration.ofMinutes(3);
  private static final int NETWORK_BYTES = 8;

  private final Cache<String, TokenBucket> buckets;
  private final int perMinute;
  private final Ticker ticker;
  private final Counter refused;

  FailedKeys(RateLimitProperties settings, Ticker ticker, MeterRegistry meters) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(FULL_AGAIN)
            .ticker(ticker)
            .build();
    this.perMinute = settings.failedKeysPerMinute();
    this.ticker = ticker;
    this.refused = RateLimited.counter("address", meters);
  }

  /** Why no key from this address is looked up at the moment; empty if one may be. */
  public Optional<Allowance> refusal(String address) {
    TokenBucket bucket = buckets.getIfPresent(network(address));
    if (bucket == null) {
      return Optional.empty();
    }
    Allowance allowance = bucket.look(perMinute, ticker.read());
    if (allowance.granted()) {
      return Optional.empty();
    }
    refused.increment();
    return Optional.of(allowance);
  }

  /** Counts a key from this address that was looked up and is nobody's. */
  public void count(String address) {
    if (perMinute > 0) {
      long now = ticker.read();
      buckets.get(network(address), key -> new TokenBucket(perMinute, now)).charge(perMinute, now);
    }
  }

  /** Whoever has one IPv6 address has all of its network, 64 bits of it at the least. */
  static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
