package io.tenantry.provisioning;

import io.tenantry.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsItsBoundaries() {
    ArchitectureRules.check(
        "io.tenantry.provisioning",
        "io.tenantry.provisioning.clients.ApiClients",
        "io.tenantry.provisioning.clients.RegisteredClients",
        "io.tenantry.provisioning.console.overview.OverviewRepository",
        "io.tenantry.provisioning.console.tenants.TenantFacts",
        "io.tenantry.provisioning.operators.LogInLinks",
        "io.tenantry.provisioning.operators.Operators",
        "io.tenantry.provisioning.plans.Plans",
        "io.tenantry.provisioning.preferences.TenantPreferences",
        "io.tenantry.provisioning.signup.IdempotencyKeys");
  }
}
