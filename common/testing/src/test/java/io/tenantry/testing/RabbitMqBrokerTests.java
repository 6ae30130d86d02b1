package io.tenantry.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

class RabbitMqBrokerTests extends AbstractBrokerTests {

  @BeforeAll
  static void needsRabbitMq() {
    assumeTrue(Infrastructure.get().broker().isRabbitMq(), "needs RabbitMQ");
  }

  @Override
  Broker broker() {
    return Infrastructure.get().broker();
  }
}
