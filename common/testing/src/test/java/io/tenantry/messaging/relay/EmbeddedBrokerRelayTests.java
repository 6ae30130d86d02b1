package io.tenantry.messaging.relay;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;

class EmbeddedBrokerRelayTests extends AbstractRelayTests {

  @Override
  Broker broker() {
    return Infrastructure.get().embeddedBroker();
  }
}
