package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.provisioning.signup.Backlog.Counts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

class BacklogUnitTests {

  private static final Counts NOTHING = new Counts(0, 0);

  private final JdbcClient jdbc = mock(RETURNS_DEEP_STUBS);
  private final CountDownLatch looking = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  @Timeout(60)
  void answersTheOthersByTheLastLookAndWhatItHasLetInWhileOneLooks() throws Exception {
    when(jdbc.sql(anyString())
            .param(anyString(), any())
            .param(anyString(), any())
            .query(Counts.class)
            .single())
        .thenReturn(NOTHING)
        .thenAnswer(
            call -> {
              looking.countDown();
              answer.await();
              return NOTHING;
            });
    var meters = new SimpleMeterRegistry();
    var backlog =
        new Backlog(
            jdbc, new BacklogProperties(2, 0, Duration.ZERO, Duration.ofSeconds(10)), meters);
    backlog.admit();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one = threads.submit(backlog::admit);
      looking.await();

      backlog.admit();
      assertThatThrownBy(backlog::admit).isInstanceOf(BacklogFullException.class);

      answer.countDown();
      one.get();
    }
    assertThat(meters.counter("tenantry.signups.refused").count()).isEqualTo(1);
  }
}
