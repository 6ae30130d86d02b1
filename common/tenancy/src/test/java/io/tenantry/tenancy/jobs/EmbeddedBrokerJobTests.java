package io.tenantry.tenancy.jobs;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;

class EmbeddedBrokerJobTests extends AbstractJobTests {

  @Override
  Broker broker() {
    return Infrastructure.get().embeddedBroker();
  }
}
