package io.tenantry.tenancy;

import io.tenantry.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsItsBoundaries() {
    ArchitectureRules.check(
        "io.tenantry.tenancy",
        "io.tenantry.tenancy.connection",
        "io.tenantry.tenancy.routing.JdbcRouteStore",
        "io.tenantry.tenancy.routing.RouteOfRefused");
  }
}
