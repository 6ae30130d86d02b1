package io.tenantry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Domains from before they had to be proved. */
class DomainMigrationIntegrationTests {

  private record Migrated(String name, String status, boolean hasToken, boolean isDue) {}

  @Test
  void givesCustomersDomainsATokenAndLeavesThePlatformsAlone() {
    try (TestDatabase database = TestDatabase.create()) {
      migrateToBeforeDomains(database);
      UUID claimed = tenant(database, "claimed");
      domain(database, claimed, "claimed.localhost", "VERIFIED", true);
      domain(database, claimed, "claimed.example", "PENDING", false);
      UUID trusted = tenant(database, "trusted");
      domain(database, trusted, "trusted.localhost", "VERIFIED", false);
      domain(database, trusted, "trusted.example", "VERIFIED", true);
      UUID plain = tenant(database, "plain");
      domain(database, plain, "plain.localhost", "VERIFIED", true);

      ControlSchema.migrate(
          database.worker(), database.logins().control().name(), database.logins().app().name());

      assertThat(
              database
                  .admin()
                  .sql(
                      """
                      SELECT name, status, token IS NOT NULL AS has_token,
                             next_check_at IS NOT NULL AS is_due
                      FROM control.domain
                      """)
                  .query(Migrated.class)
                  .list())
          .containsExactlyInAnyOrder(
              new Migrated("claimed.localhost", "VERIFIED", false, false),
              new Migrated("claimed.example", "PENDING", true, true),
              new Migrated("trusted.localhost", "VERIFIED", false, false),
              new Migrated("trusted.example", "VERIFIED", true, false),
              new Migrated("plain.localhost", "VERIFIED", false, false));
      assertThat(
              database.admin().sql("SELECT domain FROM control.routing").query(String.class).list())
          .containsExactlyInAnyOrder(
              "claimed.localhost", "trusted.localhost", "trusted.example", "plain.localhost");
    }
  }

  private static void migrateToBeforeDomains(TestDatabase database) {
    Flyway.configure()
        .dataSource(database.worker())
        .locations("classpath:db/control")
        .schemas("control")
        .placeholders(
            Map.of(
                "controlLogin", database.logins().control().name().quoted(),
                "appLogin", database.logins().app().name().quoted()))
        .target("006")
        .load()
        .migrate();
  }

  private static UUID tenant(TestDatabase database, String name) {
    UUID id = UUID.randomUUID();
    database
        .admin()
        .sql(
            """
            INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, created_at)
            VALUES (:id, :name, :name, :name, 'default', 'free', now())
            """)
        .param("id", id)
        .param("name", name)
        .update();
    return id;
  }

  private static void domain(
      TestDatabase database, UUID tenant, String name, String status, boolean primary) {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            VALUES (:tenant, :name, :status, :primary, now(),
                    CASE :status WHEN 'VERIFIED' THEN now() END)
            """)
        .param("tenant", tenant)
        .param("name", name)
        .param("status", status)
        .param("primary", primary)
        .update();
  }
}
