package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PatienceTests {

  @Test
  void isGreaterThanTheLibrarysOwn() {
    AtomicLong left = new AtomicLong();

    Awaitility.await()
        .conditionEvaluationListener(
            condition ->
                left.set(condition.getRemainingTimeInMS() + condition.getElapsedTimeInMS()))
        .until(() -> true);

    assertThat(left.get()).isEqualTo(Patience.LONGEST_WAIT.toMillis());
  }
}
