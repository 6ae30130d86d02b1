package io.tenantry.provisioning.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedKeysUnitTests {

  private static final String ADDRESS = "192.0.2.7";

  private final TestTicker ticker = new TestTicker();
  private final FailedKeys failures = failures(60);

  @Test
  void allowsSixtyAtOnceAndThenOneASecond() {
    for (int failure = 0; failure < 60; failure++) {
      assertThat(failures.refusal(ADDRESS)).isEmpty();
      failures.count(ADDRESS);
    }

    assertThat(failures.refusal(ADDRESS))
        .get()
        .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(1));
    assertThat(failures.refusal("192.0.2.8")).isEmpty();
    ticker.advance(Duration.ofSeconds(1));
    assertThat(failures.refusal(ADDRESS)).isEmpty();
    failures.count(ADDRESS);
    assertThat(failures.refusal(ADDRESS)).isPresent();
  }

  @Test
  void makesUpForLookUpsThatWentOnAtTheSameTime() {
    for (int failure = 0; failure < 90; failure++) {
      failures.count(ADDRESS);
    }

    ticker.advance(Duration.ofSeconds(30));
    assertThat(failures.refusal(ADDRESS)).isPresent();
    ticker.advance(Duration.ofSeconds(1));
    assertThat(failures.refusal(ADDRESS)).isEmpty();
  }

  @Test
  void isOffWithZero() {
    FailedKeys off = failures(0);
    for (int failure = 0; failure < 1000; failure++) {
      off.count(ADDRESS);
    }
    assertThat(off.refusal(ADDRESS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::1, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "::ffff:192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "nonsense, nonsense, true",
    "nonsense, other, false"
  })
  void takesAnIpv6NetworkForOneAddress(String one, String other, boolean same) {
    assertThat(FailedKeys.network(one).equals(FailedKeys.network(other))).isEqualTo(same);
  }

  private FailedKeys failures(int perMinute) {
    return new FailedKeys(
        new RateLimitProperties(1000, perMinute), ticker, new SimpleMeterRegistry());
  }
}
