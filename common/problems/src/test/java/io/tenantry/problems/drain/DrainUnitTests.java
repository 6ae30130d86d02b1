package io.tenantry.problems.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DrainUnitTests {

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT15.001S", "PT1H"})
  void refusesADelayThatTheShutDownWouldNotWaitFor(Duration delay) {
    assertThatThrownBy(() -> new DrainProperties(delay))
        .hasMessageContaining("tenantry.drain.delay")
        .hasMessageContaining("between 0s and 15s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.05S"})
  void letsTheServerStopAfterTheDelayAndNotBefore(Duration delay) throws Exception {
    Drain drain = new Drain(delay);
    drain.start();
    assertThat(drain.isRunning()).isTrue();
    CompletableFuture<Long> stopped = new CompletableFuture<>();
    long asked = System.nanoTime();
    drain.stop(() -> stopped.complete(System.nanoTime()));
    assertThat(drain.isDraining()).isTrue();
    assertThat(stopped.get(1, TimeUnit.MINUTES) - asked).isGreaterThanOrEqualTo(delay.toNanos());
    assertThat(drain.isRunning()).isFalse();
  }

  @Test
  void asksForOtherConnectionsWhileItLeaves() throws Exception {
    Drain drain = new Drain(Duration.ZERO);
    assertThat(connection(drain)).isNull();
    drain.stop(() -> {});
    assertThat(connection(drain)).isEqualTo("close");
  }

  private static String connection(Drain drain) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    new DrainFilter(drain).doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
    return response.getHeader("Connection");
  }
}
