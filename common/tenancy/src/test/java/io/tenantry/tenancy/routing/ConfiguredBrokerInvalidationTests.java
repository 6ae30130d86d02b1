package io.tenantry.tenancy.routing;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;

class ConfiguredBrokerInvalidationTests extends AbstractInvalidationTests {

  @Override
  Broker broker() {
    return Infrastructure.get().broker();
  }
}
