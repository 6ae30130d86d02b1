package io.tenantry.problems.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketUnitTests {

  private static final BigInteger MINUTE = BigInteger.valueOf(Duration.ofMinutes(1).toNanos());

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 1000, 1_000_000})
  void grantsABucketfulAtOnceAndThenOneAtATime(int perMinute) {
    TokenBucket bucket = new TokenBucket(perMinute, 0);
    for (int left = perMinute - 1; left >= 0; left--) {
      Allowance allowance = bucket.take(perMinute, 0);
      assertThat(allowance.granted()).isTrue();
      assertThat(allowance.left()).isEqualTo(left);
    }

    Allowance refused = bucket.take(perMinute, 0);

    assertThat(refused.granted()).isFalse();
    assertThat(refused.left()).isZero();
    long next = refused.nanosToNext();
    assertThat(next).isEqualTo(Math.ceilDiv(60_000_000_000L, perMinute));
    assertThat(bucket.take(perMinute, next - 1).granted()).isFalse();
    assertThat(bucket.take(perMinute, next).granted()).isTrue();
    assertThat(bucket.take(perMinute, next).granted()).isFalse();
  }

  @Test
  void tellsWholeSecondsRoundedUp() {
    TokenBucket bucket = new TokenBucket(40, 0);
    for (int taken = 0; taken < 40; taken++) {
      bucket.take(40, 0);
    }

    Allowance refused = bucket.take(40, 0);

    assertThat(refused.nanosToNext()).isEqualTo(1_500_000_000L);
    assertThat(refused.retryAfterSeconds()).isEqualTo(2);
    assertThat(refused.resetSeconds()).isEqualTo(60);
    assertThat(bucket.look(40, 500_000_000L).retryAfterSeconds()).isEqualTo(1);
    assertThat(bucket.look(40, 1_500_000_000L).retryAfterSeconds()).isZero();
  }

  @Test
  void looksWithoutTaking() {
    TokenBucket bucket = new TokenBucket(1, 0);

    assertThat(bucket.look(1, 0).granted()).isTrue();
    assertThat(bucket.look(1, 0).granted()).isTrue();
    assertThat(bucket.take(1, 0).granted()).isTrue();
    assertThat(bucket.look(1, 0).granted()).isFalse();
  }

  @Test
  void owesWhatWasChargedBeyondItButNoMoreThanABucketful() {
    TokenBucket bucket = new TokenBucket(60, 0);
    for (int charged = 0; charged < 1000; charged++) {
      bucket.charge(60, 0);
    }

    assertThat(bucket.look(60, 0).nanosToNext()).isEqualTo(Duration.ofSeconds(61).toNanos());
    assertThat(bucket.look(60, Duration.ofSeconds(61).toNanos()).granted()).isTrue();
    assertThat(bucket.look(60, Duration.ofDays(1).toNanos()).left()).isEqualTo(60);
  }

  @Test
  void takesAnotherRateAtOnce() {
    TokenBucket bucket = new TokenBucket(1000, 0);

    assertThat(bucket.take(2, 0).left()).isEqualTo(1);
    assertThat(bucket.take(2, 0).granted()).isTrue();
    assertThat(bucket.take(2, 0).granted()).isFalse();
    assertThat(bucket.take(1000, 0).granted()).as("a raised limit fills in time").isFalse();
    assertThat(bucket.take(1000, 60_000_000).granted()).isTrue();
  }

  @Test
  void isNotFooledByAClockReadInAnotherOrder() {
    TokenBucket bucket = new TokenBucket(1, 0);
    bucket.take(1, 0);
    long minute = MINUTE.longValueExact();

    assertThat(bucket.look(1, minute / 2).granted()).isFalse();
    assertThat(bucket.look(1, 0).granted()).isFalse();
    assertThat(bucket.look(1, minute / 2).granted()).as("half a minute counts once").isFalse();
    assertThat(bucket.look(1, minute).granted()).isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Compared with fractions that are exact, whatever rate, pauses and bursts there are. */
  @ParameterizedTest
  @MethodSource("seeds")
  void grantsExactlyWhatTheRateAllows(long seed) {
    Random random = new Random(seed);
    int perMinute = 1 + random.nextInt(random.nextBoolean() ? 100 : 1_000_000);
    long now = random.nextLong(Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
    TokenBucket bucket = new TokenBucket(perMinute, now);
    BigInteger rate = BigInteger.valueOf(perMinute);
    BigInteger full = rate.multiply(MINUTE);
    BigInteger parts = full;
    for (int request = 0; request < 2000; request++) {
      if (random.nextInt(3) == 0) {
        long pause = random.nextLong(1 + MINUTE.longValueExact() * 2 / perMinute);
        pause = random.nextInt(500) == 0 ? pause * perMinute : pause;
        now += pause;
        parts = parts.add(rate.multiply(BigInteger.valueOf(pause))).min(full);
      }
      boolean expected = parts.compareTo(MINUTE) >= 0;
      Allowance allowance = bucket.take(perMinute, now);
      assertThat(allowance.granted()).as("request %d", request).isEqualTo(expected);
      parts = expected ? parts.subtract(MINUTE) : parts;
      assertThat(allowance.left()).isEqualTo(parts.divide(MINUTE).intValueExact());
      if (!expected) {
        BigInteger wait = BigInteger.valueOf(allowance.nanosToNext());
        assertThat(parts.add(rate.multiply(wait))).isGreaterThanOrEqualTo(MINUTE);
        assertThat(parts.add(rate.multiply(wait.subtract(BigInteger.ONE)))).isLessThan(MINUTE);
      }
    }
  }
}
