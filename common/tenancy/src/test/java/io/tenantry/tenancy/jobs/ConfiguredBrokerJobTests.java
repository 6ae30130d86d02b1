package io.tenantry.tenancy.jobs;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;

class ConfiguredBrokerJobTests extends AbstractJobTests {

  @Override
  Broker broker() {
    return Infrastructure.get().broker();
  }
}
