package io.tenantry.tenancy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How a tenant in a loop is slowed down; a clock that the test sets stands for the time. It begins
 * where the real one may: just before it overflows.
 */
class SharesUnitTests {

  private static final long MILLISECOND = 1_000_000;
  private static final UUID BUSY = UUID.randomUUID();
  private static final List<UUID> OTHERS = Stream.generate(UUID::randomUUID).limit(20).toList();

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10 * MILLISECOND);
  private final Shares shares = new Shares(0.1, 0.5, 1, Duration.ofSeconds(1), clock::get);

  private long millisOfOthers;
  private long othersAt = clock.get();

  /** The nanoseconds that it waited. */
  private long request(UUID tenant, long millis) {
    Share.Charge charge = shares.charge(tenant);
    pass(charge.pause());
    pass(millis * MILLISECOND);
    shares.settle(charge, millis * MILLISECOND);
    return charge.pause();
  }

  /** Each of the others has a request in a tenth of a second, and none of them waits. */
  private void pass(long nanos) {
    long until = clock.get() + nanos;
    for (; millisOfOthers > 0 && othersAt - until <= 0; othersAt += 100 * MILLISECOND) {
      clock.set(othersAt);
      for (UUID other : OTHERS) {
        Share.Charge charge = shares.charge(other);
        assertThat(charge.pause()).isZero();
        shares.settle(charge, millisOfOthers * MILLISECOND);
      }
    }
    clock.set(until);
  }

  /**
   * How many requests of two milliseconds a tenant in a loop gets in so many seconds.
   *
   * @param others the milliseconds that each of the others takes in a tenth of a second
   */
  private int loop(int seconds, long others) {
    millisOfOthers = others;
    othersAt = clock.get();
    long end = clock.get() + seconds * 1000 * MILLISECOND;
    int count = 0;
    for (; clock.get() - end < 0; count++) {
      request(BUSY, 2);
    }
    return count;
  }

  @Test
  void aTenantAloneIsNeverSlowedDown() {
    assertThat(loop(5, 0)).isEqualTo(2500);
  }

  @Test
  void besideOthersItLeavesTheInstanceHalfIdle() {
    loop(5, 1);
    // 0.2 of the processor is the others', 0.3 are 150 requests a second.
    assertThat(loop(10, 1)).isBetween(1300, 1900);
  }

  @Test
  void whereTheOthersKeepItBusyItGetsItsShare() {
    loop(5, 4);
    // 0.1 of the processor are 50 requests a second, and three times the average are 66: of 500.
    assertThat(loop(10, 4)).isBetween(480, 800);
  }

  @Test
  void othersThatHaveGoneNoLongerSlowItDown() {
    loop(5, 4);
    clock.addAndGet(2000 * MILLISECOND);
    assertThat(loop(1, 0)).isEqualTo(500);
  }

  @Test
  void oneThatStaysWithinItsShareNeverWaits() {
    millisOfOthers = 4;
    for (int n = 0; n < 500; n++) {
      pass(20 * MILLISECOND);
      assertThat(request(BUSY, 2)).isZero();
    }
  }

  @Test
  void aFewThatAskAlikeAreNotSlowedDownHoweverMuchThatIs() {
    for (int n = 0; n < 5000; n++) {
      assertThat(request(OTHERS.get(n % 3), 5)).isZero();
    }
  }

  @Test
  void oneThatTakesItsShareIsNotSlowedDownBecauseManyAreServedAtOnce() {
    // A sixth of the processor is more than three times the average, but not its share.
    assertThat(longestPauseAmongSixteenAtOnce(6)).isZero();
  }

  @Test
  void oneThatTakesMoreThanItsShareIsSlowedDownAlsoWhereManyAreServedAtOnce() {
    assertThat(longestPauseAmongSixteenAtOnce(2)).isGreaterThan(900 * MILLISECOND);
  }

  /**
   * Each millisecond one request ends that has taken sixteen; each so manieth is the busy one's,
   * which doesn't heed its pauses. The longest of them after half a minute, when it has paid for
   * the beginning, where few were served at once.
   */
  private long longestPauseAmongSixteenAtOnce(int each) {
    Shares crowded = new Shares(0.2, 0.5, 1, Duration.ofSeconds(1), clock::get);
    long longest = 0;
    for (int n = 0; n < 40_000; n++) {
      clock.addAndGet(MILLISECOND);
      boolean busy = n % each == 0;
      Share.Charge charge = crowded.charge(busy ? BUSY : OTHERS.get(n % OTHERS.size()));
      longest = busy && n > 30_000 ? Math.max(longest, charge.pause()) : longest;
      crowded.settle(charge, 16 * MILLISECOND);
    }
    return longest;
  }

  @Test
  void aLongRequestOfOneLetsAnotherTakeMoreForASecondOnly() {
    loop(5, 4);
    shares.settle(shares.charge(UUID.randomUUID()), 30_000 * MILLISECOND);
    assertThat(loop(1, 4)).isBetween(100, 300);
    assertThat(loop(10, 4)).isBetween(480, 800);
  }

  @Test
  void requestsThatWaitTogetherGoOnOneAfterTheOther() {
    loop(3, 3);
    long first = shares.charge(BUSY).pause();
    long second = shares.charge(BUSY).pause();
    long third = shares.charge(BUSY).pause();
    assertThat(second - first).isPositive();
    assertThat(third - second).isEqualTo(second - first);
  }

  @Test
  void aLongRequestMakesTheNextOneWaitForAMomentOnly() {
    millisOfOthers = 4;
    request(BUSY, 30_000);
    assertThat(request(BUSY, 2)).isEqualTo(1000 * MILLISECOND);
  }

  @Test
  void aRefusedRequestLeavesWhatTheNextOneIsExpectedToTake() {
    loop(3, 3);
    Share.Charge before = shares.charge(BUSY);
    shares.settle(before, before.expected());
    for (int n = 0; n < 50; n++) {
      shares.refuse(shares.charge(BUSY), 0);
    }
    assertThat(shares.charge(BUSY).expected()).isEqualTo(before.expected());
  }

  @Test
  void aRefusedRequestCostsNoMoreThanTheRefusal() {
    loop(3, 3);
    long pause = shares.charge(BUSY).pause();
    Share.Charge next = shares.charge(BUSY);
    shares.refuse(next, 0);
    Share.Charge after = shares.charge(BUSY);
    assertThat(after.pause()).isEqualTo(next.pause()).isGreaterThan(pause);
  }
}
