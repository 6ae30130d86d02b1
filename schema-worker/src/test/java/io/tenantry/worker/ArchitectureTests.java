package io.tenantry.worker;

import io.tenantry.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void followsTheHouseRules() {
    ArchitectureRules.check(
        "io.tenantry.worker",
        "io.tenantry.worker.database",
        "io.tenantry.worker.migrating.Claims",
        "io.tenantry.worker.provisioning.Attempts",
        "io.tenantry.worker.reconcile.HistoryCheck",
        "io.tenantry.worker.spares.Spares");
  }
}
