package io.tenantry.tenancy.messages;

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
    assertThat(some).allMatch(pause -> pause >= 1000 && pause <= 3000);
    assertThat(some.stream().distinct()).hasSizeGreaterThan(100);
  }
}
