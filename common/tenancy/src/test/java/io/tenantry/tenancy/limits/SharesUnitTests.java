package io.tenantry.tenancy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How a tenant in a loop is slowed down; a clock that the test sets stands for the time. */
class SharesUnitTests {

  private static final long MILLISECOND = 1_000_000;
  private static final UUID BUSY = UUID.randomUUID();
  private static final UUID QUIET = UUID.randomUUID();

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10 * MILLISECOND);
  private final Shares shares = new Shares(0.1, 2, Duration.ofMillis(100), clock::get);

  /** The nanoseconds that it waited. */
  private long request(UUID tenant, long millis) {
    Shares.Charge charge = shares.charge(tenant);
    clock.addAndGet(charge.pause());
    clock.addAndGet(millis * MILLISECOND);
    shares.settle(charge, millis * MILLISECOND);
    return charge.pause();
  }

  /** How many requests of two milliseconds a tenant in a loop gets in so many seconds. */
  private int loop(int seconds, boolean besideOthers) {
    long end = clock.get() + seconds * 1000 * MILLISECOND;
    int count = 0;
    for (; clock.get() - end < 0; count++) {
      request(BUSY, 2);
      if (besideOthers && count % 10 == 0) {
        assertThat(request(QUIET, 1)).isZero();
      }
    }
    return count;
  }

  @Test
  void aTenantAloneIsNeverSlowedDown() {
    assertThat(loop(5, false)).isEqualTo(2500);
  }

  @Test
  void besideOthersItGetsItsShareAndWhatItHadSavedUp() {
    assertThat(loop(10, true)).isBetween(1000, 1150);
  }

  @Test
  void othersThatHaveGoneNoLongerSlowItDown() {
    loop(5, true);
    clock.addAndGet(2000 * MILLISECOND);
    assertThat(loop(1, false)).isEqualTo(500);
  }

  @Test
  void oneThatStaysWithinItsShareNeverWaits() {
    for (int n = 0; n < 1000; n++) {
      request(QUIET, 1);
      clock.addAndGet(8 * MILLISECOND);
      assertThat(request(BUSY, 2)).isZero();
    }
  }

  @Test
  void requestsThatWaitTogetherGoOnOneAfterTheOther() {
    loop(3, true);
    request(QUIET, 1);
    long first = shares.charge(BUSY).pause();
    long second = shares.charge(BUSY).pause();
    long third = shares.charge(BUSY).pause();
    assertThat(second - first).isPositive();
    assertThat(third - second).isEqualTo(second - first);
  }

  @Test
  void aLongRequestMakesTheNextOneWaitForAMomentOnly() {
    request(QUIET, 1);
    request(BUSY, 30_000);
    request(QUIET, 1);
    assertThat(request(BUSY, 2)).isEqualTo(100 * MILLISECOND - MILLISECOND);
  }
}
