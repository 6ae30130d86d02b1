package io.tenantry.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a broker for tests has to be able to do, of whichever kind it is. */
abstract class AbstractBrokerTests {

  private final String prefix = RandomPrefix.next();

  abstract Broker broker();

  @Test
  void deliversWhatItConfirmed() throws Exception {
    try (Connection connection = broker().connect();
        Channel channel = connection.createChannel()) {
      declare(channel);
      channel.confirmSelect();

      channel.basicPublish(
          prefix + "exchange",
          "tenant.created",
          true,
          MessageProperties.PERSISTENT_BASIC,
          "hello".getBytes(UTF_8));

      channel.waitForConfirmsOrDie(20_000);
      assertThat(channel.basicGet(prefix + "queue", true).getBody()).asString().isEqualTo("hello");
      broker().forget(List.of(prefix + "exchange"), List.of(prefix + "queue"));
    }
  }

  @Test
  void forgetsWhatItIsToldAndMindsNotWhatIsNotThere() throws Exception {
    try (Connection connection = broker().connect()) {
      declare(connection.createChannel());

      broker().forget(List.of(prefix + "exchange", "no"), List.of("none", prefix + "queue"));

      assertThatThrownBy(() -> connection.createChannel().queueDeclarePassive(prefix + "queue"))
          .rootCause()
          .hasMessageContaining("404");
      assertThatThrownBy(
              () -> connection.createChannel().exchangeDeclarePassive(prefix + "exchange"))
          .rootCause()
          .hasMessageContaining("404");
    }
  }

  @Test
  void letsNobodyInWithAWrongPassword() {
    Broker broker = broker();
    Broker wrong =
        new Broker(
            broker.host(),
            broker.port(),
            broker.user(),
            "wrong",
            broker.virtualHost(),
            broker.isRabbitMq(),
            "wrong password");

    assertThatThrownBy(wrong::connect).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isReachedByItsUrl() {
    assertThat(Broker.at(broker().url(), broker().description())).isEqualTo(broker());
  }

  private void declare(Channel channel) throws Exception {
    channel.exchangeDeclare(prefix + "exchange", "topic", true);
    channel.queueDeclare(
        prefix + "queue",
        true,
        false,
        false,
        Map.of("x-queue-type", "quorum", "x-delivery-limit", 5));
    channel.queueBind(prefix + "queue", prefix + "exchange", "tenant.#");
  }
}
