package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArchitectureRulesTests {

  @Test
  void holdForThisModule() {
    ArchitectureRules.check("io.tenantry.testing", "io.tenantry.testing.leaks");
  }

  @Test
  void holdForTheEmbeddedServers() {
    ArchitectureRules.check("io.tenantry.embedded");
  }

  @Test
  void holdForTheEvents() {
    ArchitectureRules.check("io.tenantry.events");
  }

  @Test
  void holdForMessaging() {
    ArchitectureRules.check(
        "io.tenantry.messaging", "io.tenantry.messaging.inbound.DatabaseOutage",
        "io.tenantry.messaging.outbox", "io.tenantry.messaging.relay");
  }

  @Test
  void holdForTheRegistry() {
    ArchitectureRules.check(
        "io.tenantry.registry",
        "io.tenantry.registry.Audit",
        "io.tenantry.registry.Clones",
        "io.tenantry.registry.Drops",
        "io.tenantry.registry.DueRenames",
        "io.tenantry.registry.SignUps",
        "io.tenantry.registry.TenantRow",
        "io.tenantry.registry.Tenants",
        "io.tenantry.registry.bootstrap.Collisions",
        "io.tenantry.registry.bootstrap.DatabaseBootstrap");
  }

  @Test
  void holdForTheMigrations() {
    ArchitectureRules.check("io.tenantry.migrations", "io.tenantry.migrations");
  }

  @Test
  void findSqlWhereItIsNotAllowed() {
    assertThatThrownBy(() -> ArchitectureRules.check("io.tenantry.registry.bootstrap"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.sql");
  }
}
