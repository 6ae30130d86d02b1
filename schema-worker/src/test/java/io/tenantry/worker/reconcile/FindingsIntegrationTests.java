package io.tenantry.worker.reconcile;

import static io.tenantry.registry.findings.FindingKind.DOMAIN_OF_DELETED_TENANT;
import static io.tenantry.registry.findings.FindingKind.HISTORY_DISAGREES;
import static io.tenantry.registry.findings.FindingKind.OUTBOX_STUCK;
import static io.tenantry.registry.findings.FindingKind.PRIMARY_DOMAIN_MISSING;
import static io.tenantry.registry.findings.FindingKind.ROLE_NOT_GRANTED;
import static io.tenantry.registry.findings.FindingKind.ROLE_WITHOUT_TENANT;
import static io.tenantry.registry.findings.FindingKind.SCHEMA_WITHOUT_TENANT;
import static io.tenantry.registry.findings.FindingKind.STUCK_PENDING;
import static io.tenantry.registry.findings.FindingKind.TENANT_WITHOUT_ROLE;
import static io.tenantry.registry.findings.FindingKind.TENANT_WITHOUT_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.migrations.SchemaLock;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.worker.SampleScripts;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every kind of finding, made by hand. */
class FindingsIntegrationTests extends AbstractReconcileTests {

  @Test
  void findsATenantWithoutSchema() {
    Tenant tenant = tenant("no_schema");
    inSchema(tenant, "DROP SCHEMA %s CASCADE");
    String subject = tenant.role().value();
    Found found = foundOnce(TENANT_WITHOUT_SCHEMA, subject);
    assertThat(found.tenantId()).isEqualTo(tenant.id().value());
    assertThat(found.repairable()).isTrue();
    assertThat(found.detail()).contains("no_schema is ACTIVE").contains("gone");
    assertThat(kindsOfOpenFindings(subject)).containsExactly("tenant-without-schema");
  }

  @Test
  void findsATenantWithoutRole() {
    Tenant tenant = tenant("no_role");
    dropRole(tenant);
    Found found = foundOnce(TENANT_WITHOUT_ROLE, tenant.role().value());
    assertThat(found.repairable()).isTrue();
    assertThat(kindsOfOpenFindings(found.subject())).containsExactly("tenant-without-role");
  }

  @Test
  void leavesTheRoleOfATenantWithoutSchemaToThatFinding() {
    Tenant tenant = tenant("no_both");
    inSchema(tenant, "DROP SCHEMA %s CASCADE");
    inSchema(tenant, "DROP ROLE %s");
    assertThat(foundOnce(TENANT_WITHOUT_ROLE, tenant.role().value()).repairable()).isFalse();
    assertThat(foundOnce(TENANT_WITHOUT_SCHEMA, tenant.role().value()).repairable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g1 | REVOKE %s FROM $app                            | not a member",
        "g2 | REVOKE USAGE ON SCHEMA %s FROM %s              | may not use the schema",
        "g3 | GRANT CREATE ON SCHEMA %s TO %s                | may create objects",
        "g4 | GRANT USAGE ON SCHEMA %s TO PUBLIC             | every role may use the schema",
        "g5 | REVOKE DELETE ON %s.product FROM %s            | rights on 1 tables",
        "g6 | REVOKE ALL ON ALL SEQUENCES IN SCHEMA %s FROM %s | sequences are missing",
        "g7 | GRANT SELECT ON %s.flyway_schema_history TO %s | history is open",
        "g8 | ALTER DEFAULT PRIVILEGES IN SCHEMA %s REVOKE INSERT ON TABLES FROM %s | made later",
      })
  void findsWrongRights(String name, String sql, String detail) {
    Tenant tenant = tenant(name);
    inSchema(tenant, sql.replace("$app", appLogin()));
    Found found = foundOnce(ROLE_NOT_GRANTED, tenant.role().value());
    assertThat(found.detail()).contains(detail).doesNotContain(";");
    assertThat(found.repairable()).isTrue();
  }

  @Test
  void findsASchemaWithoutTenantAndSaysWhatIsInIt() {
    Tenant tenant = tenant("forgotten");
    inSchema(tenant, "INSERT INTO %s.category (name) VALUES ('one')");
    forget(tenant);
    Found found = foundOnce(SCHEMA_WITHOUT_TENANT, tenant.role().value());
    assertThat(found.detail()).contains(" tables, of which 1 hold rows");
    assertThat(found.repairable()).isTrue();
    assertThat(found.tenantId()).isNull();
    assertThat(kindsOfOpenFindings(found.subject())).containsExactly("schema-without-tenant");
  }

  @Test
  void saysWhichTenantASchemaIsInTheWayOf() {
    Tenant tenant = tenant("in_the_way");
    forget(tenant);
    TenantId waiting = abandoned("in_the_way");
    Found found = foundOnce(SCHEMA_WITHOUT_TENANT, tenant.role().value());
    assertThat(found.tenantId()).isEqualTo(waiting.value());
    assertThat(found.detail()).contains("in the way of tenant in_the_way, which is PENDING");
  }

  @Test
  void findsARoleWithoutTenant() {
    String role = lonelyRole("lonely");
    Found found = foundOnce(ROLE_WITHOUT_TENANT, role);
    assertThat(found.repairable()).isTrue();
    assertThat(kindsOfOpenFindings(role)).containsExactly("role-without-tenant");
  }

  @Test
  void leavesARoleAloneThatHasSomething() {
    String role = lonelyRole("rich");
    database.admin().sql("CREATE TABLE public.\"%s\" (id int)".formatted(role)).update();
    database.admin().sql("GRANT SELECT ON public.\"%1$s\" TO \"%1$s\"".formatted(role)).update();
    Found found = foundOnce(ROLE_WITHOUT_TENANT, role);
    assertThat(found.repairable()).isFalse();
    assertThat(found.detail()).contains("has rights");
  }

  @Test
  void findsNothingOfOthersWithoutOurPrefixOrOurMarks() {
    String other = "y" + database.schemaPrefix();
    update("CREATE ROLE \"%1$srole\" NOLOGIN; GRANT \"%1$srole\" TO %2$s", other, appLogin());
    update(
        "CREATE SCHEMA \"%1$sschema\"; CREATE TABLE \"%1$sschema\".flyway_schema_history (id int)",
        other);
    String dba = database.schemaPrefix() + "dba";
    database.admin().sql("CREATE ROLE \"%s\" NOLOGIN".formatted(dba)).update();
    database.admin().sql("CREATE SCHEMA \"%1$s\" AUTHORIZATION \"%1$s\"".formatted(dba)).update();
    update("CREATE SCHEMA \"%splain\"", database.schemaPrefix());
    reconcile();
    assertThat(jdbc.sql("SELECT subject FROM control.finding").query(String.class).list())
        .doesNotContain(other + "role", other + "schema", dba, database.schemaPrefix() + "plain");
    update("DROP SCHEMA \"%1$sschema\" CASCADE; DROP ROLE \"%1$srole\"", other);
  }

  @Test
  void findsTheDomainOfADeletedTenant() {
    Tenant tenant = deceased("deceased");
    Found found = foundOnce(DOMAIN_OF_DELETED_TENANT, "deceased.localhost");
    assertThat(found.tenantId()).isEqualTo(tenant.id().value());
  }

  @Test
  void findsATenantWithoutPrimaryDomain() {
    Tenant tenant = tenant("unreachable");
    update("UPDATE control.domain SET is_primary = false WHERE tenant_id = '%s'", tenant.id());
    Found found = foundOnce(PRIMARY_DOMAIN_MISSING, tenant.id().toString());
    assertThat(found.repairable()).isTrue();
    update("DELETE FROM control.domain WHERE tenant_id = '%s'", tenant.id());
    assertThat(foundOnce(PRIMARY_DOMAIN_MISSING, tenant.id().toString()).repairable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h1 | DELETE FROM %s.flyway_schema_history WHERE version > '001' | history 001 | true",
        "h2 | UPDATE %s.flyway_schema_history SET success = false WHERE version = '001'"
            + " | 1 scripts failed | false",
        "h3 | DELETE FROM %s.flyway_schema_history | has none | false",
        "h4 | DROP TABLE %s.flyway_schema_history | no history | false",
        "h5 | ALTER TABLE %s.flyway_schema_history DROP COLUMN success | can't be read | false",
      })
  void findsAHistoryThatDisagrees(String name, String sql, String detail, boolean repairable) {
    Tenant tenant = tenant(name);
    tenant(name + "_neighbour");
    inSchema(tenant, sql);
    Found found = foundOnce(HISTORY_DISAGREES, tenant.role().value());
    assertThat(found.detail()).contains(detail);
    assertThat(found.repairable()).isEqualTo(repairable);
    assertThat(found.tenantId()).isEqualTo(tenant.id().value());
    assertThat(findings(HISTORY_DISAGREES, tenant.role().value() + "_neighbour")).isEmpty();
  }

  @Test
  void comparesVersionsAsNumbers() {
    Tenant tenant = tenant("tenth");
    inSchema(
        tenant,
        """
        INSERT INTO %s.flyway_schema_history
        SELECT installed_rank + 1000, '0100', description, type, 'V0100.sql', 0, installed_by, now(), 0, true
        FROM %s.flyway_schema_history WHERE version = '001'
        """);
    update("UPDATE control.tenant SET schema_version = '0100' WHERE id = '%s'", tenant.id());
    reconcile();
    assertThat(findings(HISTORY_DISAGREES, tenant.role().value())).isEmpty();
  }

  @Test
  void findsATenantThatIsPendingWithNothingHappening() {
    TenantId id = abandoned("waiting");
    reconcile();
    assertThat(findings(STUCK_PENDING, id.toString())).as("too young").isEmpty();
    age(id);
    Found found = foundOnce(STUCK_PENDING, id.toString());
    assertThat(found.detail()).contains("waiting is PENDING").contains("after 0 attempts");
  }

  @Test
  void leavesACloneAloneThatIsBeingMade() {
    Tenant source = tenant("copied");
    TenantId id = abandoned("copy");
    Tenant clone = tenants.find(id).orElseThrow();
    update(
        "UPDATE control.tenant SET clone_of = '%s', clone_data = true WHERE id = '%s'",
        source.id(), id);
    transactions.executeWithoutResult(
        status -> {
          builder.build(clone.role(), "default");
          update(
              "INSERT INTO control.build_progress (tenant_id, schema_version) VALUES ('%s', '%s')",
              id, SampleScripts.NEWEST);
        });
    reconcile();
    assertThat(kindsOfOpenFindings(clone.role().value())).isEmpty();
    age(id);
    var copying = new TransactionTemplate(new JdbcTransactionManager(database.worker()));
    copying.executeWithoutResult(
        status -> {
          SchemaLock.exclusive(new JdbcTemplate(database.worker()), clone.role());
          reconcile();
          assertThat(findings(STUCK_PENDING, id.toString())).isEmpty();
        });
    foundOnce(STUCK_PENDING, id.toString());
  }

  @Test
  void findsAMessageThatIsNotPublished() {
    UUID message = stuckMessage();
    Found found = foundOnce(OUTBOX_STUCK, message.toString());
    assertThat(found.detail()).contains("do-nothing").contains("7 attempts").contains("no queue");
  }
}
