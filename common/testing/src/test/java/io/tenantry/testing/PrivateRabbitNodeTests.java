package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PrivateRabbitNodeTests {

  @Test
  void startsFromAnInstallationAndLeavesNothingBehind() throws IOException {
    Optional<RabbitInstallation> installation = RabbitInstallation.find();
    assumeTrue(installation.isPresent(), "needs an installed rabbitmq-server");
    PrivateRabbitNode node = PrivateRabbitNode.start(installation.get());
    Broker broker = node.broker();
    broker.connect().close();

    node.stop();

    assertThatThrownBy(broker::connect).isInstanceOf(IllegalStateException.class);
    // It has said that it will end, which is not the same as having done so.
    Awaitility.await().until(() -> !node.epmdAnswers());
  }
}
