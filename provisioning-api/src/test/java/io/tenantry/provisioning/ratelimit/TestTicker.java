package io.tenantry.provisioning.ratelimit;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until the test moves it. */
public final class TestTicker implements Ticker {

  // Such clocks begin anywhere, below zero too.
  private final AtomicLong now = new AtomicLong(-1_000_000_007L);

  @Override
  public long read() {
    return now.get();
  }

  public void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
