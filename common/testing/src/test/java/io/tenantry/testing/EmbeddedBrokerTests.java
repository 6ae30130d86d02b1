package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedBrokerTests extends AbstractBrokerTests {

  @Override
  Broker broker() {
    return Infrastructure.get().embeddedBroker();
  }

  @Test
  void saysThatItIsNotRabbitMq() {
    assertThat(broker().isRabbitMq()).isFalse();
  }
}
