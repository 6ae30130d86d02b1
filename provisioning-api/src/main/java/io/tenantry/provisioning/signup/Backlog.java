package io.tenantry.provisioning.signup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps sign-ups out while too much waits. It looks now and then, counting up to the bound only,
 * and in between counts what it lets in itself; so several instances may together go over the bound
 * by what they take in while the numbers are fresh.
 */
@Component
class Backlog {

  private final JdbcClient jdbc;
  private final BacklogProperties settings;
  private final Counter refused;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Look last;

  /** What waited at that moment, and how many have been let in since. */
  private record Look(long at, long pending, long messages, AtomicLong admitted) {}

  Backlog(JdbcClient jdbc, BacklogProperties settings, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.refused =
        Counter.builder("tenantry.signups.refused")
            .description("Sign-ups that were refused since too much waited")
            .register(meters);
  }

  /**
   * Counts one that is about to be recorded.
   *
   * @throws BacklogFullException if there is no room for it
   */
  void admit() {
    Look look = fresh();
    String trouble = trouble(look, look.admitted.getAndIncrement());
    if (trouble != null) {
      look.admitted.decrementAndGet();
      refused.increment();
      throw new BacklogFullException(trouble, retryAfter());
    }
  }

  private @Nullable String trouble(Look look, long admitted) {
    if (settings.mostPending() > 0 && look.pending + admitted >= settings.mostPending()) {
      return "Too many tenants wait to be built.";
    }
    if (settings.mostMessages() > 0 && look.messages + admitted >= settings.mostMessages()) {
      return "Too many messages wait for the broker.";
    }
    return null;
  }

  /** While one looks the others go by what was seen last; only before the first look they wait. */
  private Look fresh() {
    Look known = last;
    if (known == null) {
      turn.lock();
    } else if (isFresh(known) || !turn.tryLock()) {
      return known;
    }
    try {
      Look seen = last;
      if (seen == null || !isFresh(seen)) {
        seen = look(System.nanoTime());
        last = seen;
      }
      return seen;
    } finally {
      turn.unlock();
    }
  }

  private boolean isFresh(Look look) {
    return System.nanoTime() - look.at < settings.lookEvery().toNanos();
  }

  private Look look(long now) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM (SELECT FROM control.tenant WHERE status = 'PENDING'
                                          LIMIT :pending) p) AS pending,
                   (SELECT count(*) FROM (SELECT FROM control.outbox LIMIT :messages) m) AS messages
            """)
        .param("pending", settings.mostPending())
        .param("messages", settings.mostMessages())
        .query(Counts.class)
        .single()
        .at(now);
  }

  record Counts(long pending, long messages) {

    Look at(long now) {
      return new Look(now, pending, messages, new AtomicLong());
    }
  }

  /** Between half and one and a half of the setting, so that they do not come back together. */
  private long retryAfter() {
    long seconds = settings.retryAfter().toSeconds();
    return Math.max(1, seconds / 2 + ThreadLocalRandom.current().nextLong(seconds + 1));
  }
}
