package io.tenantry.provisioning.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.problems.rate.Allowance;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClientLimitsUnitTests {

  private static final UUID CLIENT = UUID.randomUUID();

  private final TestTicker ticker = new TestTicker();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ClientLimits limits = limits(1000);

  @Test
  void allowsAThousandAMinuteUnlessToldOtherwise() {
    RateLimitProperties settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("tenantry.rate-limit", RateLimitProperties.class);

    assertThat(settings).isEqualTo(new RateLimitProperties(1000, 60));
  }

  @Test
  void allowsExactlyTheUsualLimitAtOnceAndThenOneEvery60Milliseconds() {
    assertThat(granted(1500, null)).isEqualTo(1000);
    ticker.advance(Duration.ofMillis(60).minusNanos(1));
    assertThat(granted(5, null)).isZero();
    ticker.advance(Duration.ofNanos(1));
    assertThat(granted(5, null)).isEqualTo(1);
    ticker.advance(Duration.ofMinutes(1));
    assertThat(granted(1500, null)).isEqualTo(1000);
    assertThat(meters.get("tenantry.rate.limited").tag("limit", "client").counter().count())
        .isEqualTo(500 + 5 + 4 + 500);
  }

  @Test
  void allowsEachClientItsOwn() {
    assertThat(granted(20, 3)).isEqualTo(3);
    UUID other = UUID.randomUUID();
    assertThat(limits.count("other", other, null)).get().matches(Allowance::granted);
  }

  @Test
  void countsAllKeysOfAClientTogether() {
    assertThat(granted(2, 2)).isEqualTo(2);

    assertThat(limits.count("second key", CLIENT, 2)).get().matches(found -> !found.granted());
  }

  @Test
  void isOffWithZero() {
    assertThat(limits.count("key", CLIENT, 0)).isEmpty();
    assertThat(limits.refusal("key")).isEmpty();
    ClientLimits off = limits(0);
    assertThat(off.count("key", CLIENT, null)).isEmpty();
    assertThat(off.count("key", CLIENT, 5)).get().matches(Allowance::granted);
  }

  @Test
  void refusesKnownKeysWithoutALookUpUntilThereIsOneMore() {
    assertThat(limits.knows("key")).isFalse();
    assertThat(limits.refusal("key")).isEmpty();
    granted(1, 1);
    assertThat(limits.knows("key")).isTrue();

    assertThat(limits.refusal("key"))
        .get()
        .satisfies(refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo(60));
    ticker.advance(Duration.ofMinutes(1));
    assertThat(limits.refusal("key")).isEmpty();
  }

  @Test
  void looksUpAgainWhatItWasToldToForget() {
    granted(1, 1);
    limits.forget(CLIENT);
    assertThat(limits.refusal("key")).isEmpty();
    granted(1, 1);
    limits.forget("key");
    assertThat(limits.knows("key")).isFalse();
  }

  @Test
  void grantsNoMoreToManyAtOnce() throws Exception {
    Callable<Boolean> call =
        () -> limits.count("key", CLIENT, 10).map(Allowance::granted).orElseThrow();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Boolean> granted =
          threads.invokeAll(Collections.nCopies(500, call)).stream()
              .map(future -> future.resultNow())
              .toList();
      assertThat(granted.stream().filter(Boolean::booleanValue)).hasSize(10);
    }
  }

  private long granted(int requests, @Nullable Integer own) {
    long granted = 0;
    for (int request = 0; request < requests; request++) {
      granted += limits.count("key", CLIENT, own).orElseThrow().granted() ? 1 : 0;
    }
    return granted;
  }

  private ClientLimits limits(int perMinute) {
    return new ClientLimits(new RateLimitProperties(perMinute, 60), ticker, meters);
  }
}
