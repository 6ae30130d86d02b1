package io.tenantry.messaging.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.backoff.BackOffExecution;

class ReconnectingUnitTests {

  @Test
  void waitsAnotherWhileEachTimeAndNeverGivesUp() {
    BackOffExecution pauses = new Reconnecting().start();
    List<Long> some = LongStream.generate(pauses::nextBackOff).limit(1000).boxed().toList();
    assertThat(some).allMatch(pause -> pause >= 2500 && pause <= 5000);
    assertThat(some.stream().distinct()).hasSizeGreaterThan(100);
  }
}
