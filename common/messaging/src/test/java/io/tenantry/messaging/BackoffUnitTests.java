package io.tenantry.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class BackoffUnitTests {

  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  @RepeatedTest(20)
  void doublesWithJitterUpToTheCap() {
    assertThat(backoff.after(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(backoff.after(3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(backoff.after(30)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(backoff.after(Integer.MAX_VALUE))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
