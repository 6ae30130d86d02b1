package io.tenantry.tenancy.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.problems.ProblemException;
import io.tenantry.problems.ProblemWriter;
import io.tenantry.problems.rate.Allowance;
import io.tenantry.problems.rate.TokenBucket;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows a tenant's requests down where they take more than their share, counts them against its
 * plan, and lets only so many of them in at once. Each instance counts for itself.
 */
final class TrafficFilter extends OncePerRequestFilter {

  private static final String LIMIT = "tenant";
  private static final int MOST_TENANTS = 100_000;
  private static final Duration FULL_AGAIN = Duration.ofMinutes(2);

  /** Of a plan that allows no request at all. */
  private static final Allowance NONE =
      new Allowance(false, 0, 0, Duration.ofMinutes(1).toNanos(), Duration.ofMinutes(1).toNanos());

  private final Cache<UUID, TokenBucket> buckets;
  private final @Nullable Turns turns;
  private final @Nullable Shares shares;
  private final Ticker ticker;
  private final ProblemWriter problems;
  private final Counter overRate;
  private final Counter overTurns;
  private final Counter slowedDown;

  TrafficFilter(
      TrafficProperties settings, Ticker ticker, ProblemWriter problems, MeterRegistry meters) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterAccess(FULL_AGAIN)
            .ticker(ticker)
            .build();
    this.turns =
        settings.concurrentRequests() == 0
            ? null
            : new Turns(settings.concurrentRequests(), settings.patience());
    this.shares =
        settings.share() == 1
            ? null
            : new Shares(
                settings.share(),
                settings.busy(),
                Runtime.getRuntime().availableProcessors(),
                settings.longestPause(),
                ticker);
    this.ticker = ticker;
    this.problems = problems;
    this.overRate = refused("rate", meters);
    this.overTurns = refused("concurrency", meters);
    this.slowedDown =
        Counter.builder("tenantry.traffic.slowed")
            .description("Requests that waited because their tenant had taken its share")
            .register(meters);
  }

  private static Counter refused(String by, MeterRegistry meters) {
    return Counter.builder("tenantry.traffic.refused")
        .description("Requests of tenants that sent too many")
        .tag("limit", by)
        .register(meters);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Tenant tenant = CurrentTenant.find().orElse(null);
    if (tenant == null) {
      chain.doFilter(request, response);
      return;
    }
    // First of all: refusals cost time, too, and who waits here must not use up the patience of
    // the others that wait for a turn.
    Share.Charge charge = shares == null ? null : shares.charge(tenant.id());
    if (charge != null && charge.pause() > 0 && !waited(charge)) {
      tooMany(charge, response);
      return;
    }
    long started = ticker.read();
    boolean admitted = false;
    try {
      admitted = isWithinRate(tenant, response);
    } finally {
      if (!admitted) {
        refuse(charge, started);
      }
    }
    if (admitted) {
      serve(tenant, charge, request, response, chain);
    }
  }

  private boolean waited(Share.Charge charge) {
    if (!charge.share().mayWait()) {
      return false;
    }
    slowedDown.increment();
    LockSupport.parkNanos(charge.pause());
    charge.share().hasWaited();
    return true;
  }

  private boolean isWithinRate(Tenant tenant, HttpServletResponse response) throws IOException {
    OptionalLong planned = tenant.limits().requestsPerMinute();
    if (planned.isEmpty()) {
      return true;
    }
    int perMinute = (int) Math.min(planned.getAsLong(), TokenBucket.MOST_PER_MINUTE);
    Allowance allowance = perMinute == 0 ? NONE : take(tenant, perMinute);
    response.setHeader("RateLimit-Policy", allowance.policy(LIMIT));
    response.setHeader("RateLimit", allowance.rest(LIMIT));
    if (!allowance.granted()) {
      overRate.increment();
      problems.write(
          response,
          new ProblemException(
                  HttpStatus.TOO_MANY_REQUESTS,
                  "rate-limited",
                  "The plan allows " + perMinute + " requests in a minute.")
              .header(HttpHeaders.RETRY_AFTER, Long.toString(allowance.retryAfterSeconds())));
    }
    return allowance.granted();
  }

  private Allowance take(Tenant tenant, int perMinute) {
    return buckets
        .get(tenant.id(), _ -> new TokenBucket(perMinute, ticker.read()))
        .take(perMinute, ticker.read());
  }

  private void serve(
      Tenant tenant,
      Share.@Nullable Charge charge,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    Semaphore turn = turns == null ? null : turns.take(tenant.id());
    if (turns != null && turn == null) {
      tooMany(charge, response);
      return;
    }
    long started = ticker.read();
    try {
      chain.doFilter(request, response);
    } finally {
      if (shares != null && charge != null) {
        shares.settle(charge, ticker.read() - started);
      }
      if (turn != null) {
        turn.release();
      }
    }
  }

  private void tooMany(Share.@Nullable Charge charge, HttpServletResponse response)
      throws IOException {
    long started = ticker.read();
    overTurns.increment();
    try {
      problems.write(
          response,
          new ProblemException(
                  HttpStatus.TOO_MANY_REQUESTS,
                  "too-many-at-once",
                  "Too many requests of this tenant are being served.")
              .header(HttpHeaders.RETRY_AFTER, "1"));
    } finally {
      refuse(charge, started);
    }
  }

  private void refuse(Share.@Nullable Charge charge, long started) {
    if (shares != null && charge != null) {
      shares.refuse(charge, ticker.read() - started);
    }
  }
}
