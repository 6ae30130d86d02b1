package io.tenantry.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.Tenant;
import io.tenantry.registry.findings.FindingKind;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that somebody has changed by hand. */
class DriftIntegrationTests extends AbstractReconcileTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE %s.product DROP COLUMN minimum_stock          | - column"
            + " product.minimum_stock",
        "ALTER TABLE %s.product ADD COLUMN mine text               | + column product.mine",
        "ALTER TABLE %s.product ALTER COLUMN name DROP NOT NULL    | column product.name",
        "ALTER TABLE %s.product ALTER COLUMN name SET DEFAULT 'x'  | product.name",
        "ALTER TABLE %s.product ALTER COLUMN name TYPE varchar(99) | column product.name",
        "CREATE TABLE %s.mine (id int)                             | + column mine.id",
        "CREATE INDEX mine_idx ON %s.product (name, sku)           | + index mine_idx",
        "CREATE VIEW %s.mine AS SELECT 1 AS one                    | + column mine.one",
        "DROP TABLE %s.stock_movement                              | - column stock_movement",
        "GRANT SELECT ON %s.product TO PUBLIC                      | + grant on table product to"
            + " public",
        "CREATE FUNCTION %s.mine() RETURNS int LANGUAGE sql AS 'SELECT 1' | + function mine()",
      })
  void findsWhatTheScriptsDidNotMake(String damage, String told) {
    Tenant tenant = tenant(name("drifted"));
    Tenant healthy = tenant(name("healthy"));
    inSchema(tenant, damage);
    Found found = foundOnce(FindingKind.SCHEMA_DRIFT, tenant.role().value());
    assertThat(found.detail()).contains(told);
    assertThat(found.tenantId()).isEqualTo(tenant.id().value());
    assertThat(found.repairable()).isFalse();
    assertThat(repair(found).repairOutcome()).isEqualTo("refused");
    assertThat(kindsOfOpenFindings(healthy.role().value())).isEmpty();
  }

  @Test
  void findsNoMoreOnceItIsTakenBack() {
    Tenant tenant = tenant(name("back"));
    inSchema(tenant, "CREATE TABLE %s.mine (id int)");
    Found found = foundOnce(FindingKind.SCHEMA_DRIFT, tenant.role().value());
    inSchema(tenant, "DROP TABLE %s.mine");
    reconcile();
    assertThat(kindsOfOpenFindings(found.subject())).isEmpty();
  }

  @Test
  void leavesASchemaOfOtherScriptsToItsMigration() {
    Tenant tenant = tenant(name("older"));
    inSchema(tenant, "CREATE TABLE %s.mine (id int)");
    update("UPDATE control.tenant SET schema_fingerprint = 'older' WHERE id = '%s'", tenant.id());
    reconcile();
    assertThat(kindsOfOpenFindings(tenant.role().value())).isEmpty();
  }

  @Test
  void buildsAnIndexAgainThatIsNotValid() {
    Tenant tenant = tenant(name("invalid"));
    String index =
        jdbc.sql(
                """
                SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_class c ON c.oid = x.indrelid
                WHERE c.relnamespace = :schema::regnamespace AND c.relname = 'product'
                  AND NOT x.indisprimary ORDER BY i.relname LIMIT 1
                """)
            .param("schema", tenant.role().quoted())
            .query(String.class)
            .single();
    database
        .admin()
        .sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = :index::regclass")
        .param("index", tenant.role().quoted() + "." + index)
        .update();
    Found found = foundOnce(FindingKind.INVALID_INDEX, tenant.role().value() + "." + index);
    assertThat(found.repairable()).isTrue();
    assertThat(kindsOfOpenFindings(tenant.role().value())).as("that is all").isEmpty();
    assertThat(repair(found).repairOutcome()).isEqualTo("repaired");
    reconcile();
    assertThat(kindsOfOpenFindings(found.subject())).isEmpty();
  }

  @Test
  void leavesNothingOfTheReferenceBehind() {
    tenant(name("any"));
    reconcile();
    assertThat(
            is(
                "NOT EXISTS (SELECT FROM pg_roles WHERE starts_with(rolname, '%sreference_'))",
                database.schemaPrefix()))
        .isTrue();
  }

  private static String name(String start) {
    return start + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }
}
