package io.tenantry.messaging.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;

import io.tenantry.events.MessageJson;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.ApplicationEventPublisher;

class LocalEventsConfigurationUnitTests {

  @Test
  void putsNoSignalBackThatNobodyCouldUse() {
    var listener =
        listener(
            signal -> {
              throw new IllegalStateException("a listener's own fault");
            });
    for (String data :
        new String[] {"{", "{}", "{\"tenantId\":\"%s\"}".formatted(UUID.randomUUID())}) {
      var message = new Message(data.getBytes(StandardCharsets.UTF_8));
      assertThatCode(() -> listener.getMessageListener().onMessage(message))
          .as(data)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void comesBackWhenTheBrokerRefusedItsLoginForAWhile() {
    assertThat(listener(signal -> {}).isPossibleAuthenticationFailureFatal()).isFalse();
  }

  private static SimpleMessageListenerContainer listener(ApplicationEventPublisher signals) {
    ConnectionFactory connections = mock();
    return new LocalEventsConfiguration()
        .localEventsListener(connections, new Queue("local"), new MessageJson(), signals);
  }
}
