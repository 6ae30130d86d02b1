package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tenantry.messaging.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

class RelayUnitTests {

  private static final Backoff FOR_EVER = new Backoff(Duration.ofHours(2), Duration.ofHours(2));

  private final RelayBatch batch = mock();
  private final Wake wake = new Wake();
  private final Relay relay = new Relay(batch, wake, Duration.ofHours(1), FOR_EVER);

  @ParameterizedTest
  @ValueSource(
      classes = {
        BrokerUnavailableException.class,
        IllegalStateException.class,
        StackOverflowError.class
      })
  void pausesAfterTroubleUntilTheBrokerIsBackWhateverIsWrittenMeanwhile(
      Class<? extends Throwable> trouble) throws Exception {
    var looks = new AtomicInteger();
    var second = new CountDownLatch(2);
    when(batch.run())
        .thenAnswer(
            call -> {
              looks.incrementAndGet();
              second.countDown();
              wake.up();
              throw mock(trouble);
            });

    relay.start();
    relay.resume();
    assertThat(second.await(1, TimeUnit.MINUTES)).isTrue();
    await().atMost(Duration.ofMinutes(1)).until(RelayUnitTests::relayPauses);
    relay.stop();

    assertThat(looks).hasValue(2);
  }

  private static boolean relayPauses() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("tenantry-relay"))
        .anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void stopsAfterTheListenersWhoseMessagesItRelays() {
    assertThat(relay.getPhase()).isLessThan(new SimpleMessageListenerContainer().getPhase());
  }
}
