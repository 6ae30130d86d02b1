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
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a repair does, and what it leaves alone. */
class RepairIntegrationTests extends AbstractReconcileTests {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rebuildsASchemaEmptyAndSaysSo(boolean withoutRole) throws SQLException {
    Tenant tenant = tenant("rebuilt" + withoutRole);
    Tenant model = tenant("rebuilt" + withoutRole + "_model");
    inSchema(tenant, "INSERT INTO %s.category (name) VALUES ('lost')");
    inSchema(tenant, "DROP SCHEMA %s CASCADE");
    if (withoutRole) {
      inSchema(tenant, "DROP ROLE %s");
    }
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found repaired = repair(foundOnce(TENANT_WITHOUT_SCHEMA, tenant.role().value()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(repaired.resolvedAt()).isNotNull();
    assertThat(audited(repaired)).startsWith("operator: ").contains("rebuilt empty");
    assertLike(tenant, model);
    assertUsable(tenant);
    assertThat(
            is("NOT EXISTS (SELECT FROM %s.category WHERE name = 'lost')", tenant.role().quoted()))
        .isTrue();
    reconcile();
    assertThat(kindsOfOpenFindings(tenant.role().value())).isEmpty();
  }

  @Test
  void restoresARoleWithItsRights() throws SQLException {
    Tenant tenant = tenant("restored");
    inSchema(tenant, "INSERT INTO %s.category (name) VALUES ('kept')");
    dropRole(tenant);
    Found repaired = repair(foundOnce(TENANT_WITHOUT_ROLE, tenant.role().value()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(repaired.resolvedAt()).isNotNull();
    assertLike(tenant, tenant("restored_model"));
    assertUsable(tenant);
    assertThat(is("EXISTS (SELECT FROM %s.category WHERE name = 'kept')", tenant.role().quoted()))
        .isTrue();
  }

  @Test
  void givesEveryRightBack() throws SQLException {
    Tenant tenant = tenant("granted");
    inSchema(
        tenant,
        """
        REVOKE %s FROM $app;
        REVOKE USAGE ON SCHEMA %s FROM %s;
        GRANT CREATE ON SCHEMA %s TO %s;
        GRANT USAGE ON SCHEMA %s TO PUBLIC;
        REVOKE DELETE ON %s.product FROM %s;
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA %s FROM %s;
        GRANT SELECT ON %s.flyway_schema_history TO %s;
        ALTER DEFAULT PRIVILEGES IN SCHEMA %s REVOKE INSERT ON TABLES FROM %s;
        """
            .replace("$app", appLogin()));
    Found repaired = repair(foundOnce(ROLE_NOT_GRANTED, tenant.role().value()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertLike(tenant, tenant("granted_model"));
    assertUsable(tenant);
    reconcile();
    assertThat(kindsOfOpenFindings(tenant.role().value())).isEmpty();
  }

  @Test
  void dropsASchemaWithoutTenantAndItsRole() {
    Tenant tenant = tenant("dropped");
    inSchema(tenant, "INSERT INTO %s.category (name) VALUES ('one')");
    forget(tenant);
    String name = tenant.role().value();
    Found repaired = repair(foundOnce(SCHEMA_WITHOUT_TENANT, name));
    assertThat(repaired.repairOutcome()).as(repaired.repairDetail()).isEqualTo("repaired");
    assertThat(schemaExists(name)).isFalse();
    assertThat(roleExists(name)).isFalse();
    assertThat(audited(repaired)).startsWith("operator: ").contains("gone with all");
  }

  @Test
  void clearsTheWayForATenantThatWaits() {
    Tenant tenant = tenant("cleared");
    forget(tenant);
    TenantId waiting = abandoned("cleared");
    Found repaired = repair(foundOnce(SCHEMA_WITHOUT_TENANT, tenant.role().value()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    update("UPDATE control.tenant SET next_attempt_at = now() WHERE id = '%s'", waiting);
    awaitActive(waiting);
  }

  @Test
  void dropsNothingThatOthersUse() {
    Tenant tenant = tenant("used");
    forget(tenant);
    String name = tenant.role().quoted();
    database
        .admin()
        .sql("CREATE VIEW public.uses AS SELECT name FROM %s.category".formatted(name))
        .update();
    Found found = foundOnce(SCHEMA_WITHOUT_TENANT, tenant.role().value());
    Found failed = repair(found);
    assertThat(failed.repairOutcome()).isEqualTo("failed");
    assertThat(failed.repairDetail()).contains("view uses");
    assertThat(failed.resolvedAt()).isNull();
    assertThat(is("to_regclass('%s.product') IS NOT NULL", name)).isTrue();
    database.admin().sql("DROP VIEW public.uses").update();
    assertThat(repair(found).repairOutcome()).isEqualTo("repaired");
  }

  @Test
  void neverDropsTheSchemaOfATenant() {
    Tenant tenant = tenant("alive");
    update(
        """
        INSERT INTO control.finding (kind, subject, detail, repairable, first_seen_at, last_seen_at,
                                     confirmed_at)
        VALUES ('schema-without-tenant', '%s', 'was so', true, now(), now(), now())
        """,
        tenant.role().value());
    Found found = findings(SCHEMA_WITHOUT_TENANT, tenant.role().value()).getFirst();
    Found answered = repair(found);
    assertThat(answered.repairOutcome()).isEqualTo("not-needed");
    assertThat(answered.resolvedAt()).isNotNull();
    assertLike(tenant, tenant("alive_model"));
  }

  @Test
  void dropsARoleWithoutTenant() {
    String role = lonelyRole("lonely_dropped");
    Found repaired = repair(foundOnce(ROLE_WITHOUT_TENANT, role));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(roleExists(role)).isFalse();
  }

  @Test
  void keepsARoleThatGotSomethingMeanwhile() {
    String role = lonelyRole("lonely_kept");
    Found found = foundOnce(ROLE_WITHOUT_TENANT, role);
    database.admin().sql("CREATE TABLE public.\"%s\" (id int)".formatted(role)).update();
    database.admin().sql("GRANT SELECT ON public.\"%1$s\" TO \"%1$s\"".formatted(role)).update();
    Found refused = repair(found);
    assertThat(refused.repairOutcome()).isEqualTo("refused");
    assertThat(refused.repairDetail()).contains("has rights");
    assertThat(refused.resolvedAt()).isNull();
    assertThat(roleExists(role)).isTrue();
  }

  @Test
  void letsAnotherTenantHaveTheDomainOfADeletedOne() {
    deceased("heir");
    Found repaired = repair(foundOnce(DOMAIN_OF_DELETED_TENANT, "heir.localhost"));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(tenant("heir").primaryDomain()).isEqualTo("heir.localhost");
  }

  @Test
  void makesTheOldestVerifiedDomainThePrimaryOne() {
    Tenant tenant = tenant("reachable");
    update(
        """
        INSERT INTO control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
        VALUES ('%s', 'a.example', 'VERIFIED', false, now(), now() + interval '1 hour')
        """,
        tenant.id());
    update(
        """
        INSERT INTO control.domain (tenant_id, name, status, created_at, verified_at, redirect_until)
        VALUES ('%s', 'was.localhost', 'VERIFIED', now(), now() - interval '1 day', now() + interval '1 day')
        """,
        tenant.id());
    update("UPDATE control.domain SET is_primary = false WHERE tenant_id = '%s'", tenant.id());
    Found repaired = repair(foundOnce(PRIMARY_DOMAIN_MISSING, tenant.id().toString()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(tenants.find(tenant.id()).orElseThrow().primaryDomain())
        .isEqualTo("reachable.localhost");
    assertThat(tenants.events(tenant.id(), tenant.sequence(), 10))
        .extracting(Tenants.RecordedEvent::type)
        .containsExactly("tenant.primary-domain-changed");
  }

  @Test
  void correctsTheRegistryFromTheHistory() {
    Tenant tenant = tenant("corrected");
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found repaired = repair(foundOnce(HISTORY_DISAGREES, tenant.role().value()));
    assertThat(repaired.repairOutcome()).isEqualTo("repaired");
    assertThat(tenants.find(tenant.id()).orElseThrow().schemaVersion())
        .isEqualTo(tenant.schemaVersion());
  }

  @Test
  void doesNotBelieveAHistoryWithFailures() {
    Tenant tenant = tenant("unbelieved");
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found found = foundOnce(HISTORY_DISAGREES, tenant.role().value());
    inSchema(tenant, "UPDATE %s.flyway_schema_history SET success = false WHERE version = '002'");
    assertThat(repair(found).repairOutcome()).isEqualTo("refused");
    assertThat(tenants.find(tenant.id()).orElseThrow().schemaVersion()).isEqualTo("001");
  }

  @Test
  void ordersABuildAgain() {
    TenantId id = abandoned("ordered");
    age(id);
    Found ordered = repair(foundOnce(STUCK_PENDING, id.toString()));
    assertThat(ordered.repairOutcome()).isEqualTo("ordered");
    awaitActive(id);
    reconcile();
    assertThat(findings(STUCK_PENDING, id.toString()).getFirst().resolvedAt()).isNotNull();
  }

  @Test
  void sendsAMessageAtOnce() {
    UUID message = stuckMessage();
    Found ordered = repair(foundOnce(OUTBOX_STUCK, message.toString()));
    assertThat(ordered.repairOutcome()).isEqualTo("ordered");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                is(
                    "EXISTS (SELECT FROM control.outbox WHERE message_id = '%s' AND attempts"
                        + " BETWEEN 1 AND 6)",
                    message));
    update("DELETE FROM control.outbox WHERE message_id = '%s'", message);
    reconcile();
    assertThat(findings(OUTBOX_STUCK, message.toString()).getFirst().resolvedAt()).isNotNull();
  }

  @Test
  void changesNothingThatIsAsItShouldBeAlready() {
    Tenant tenant = tenant("healed");
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found found = foundOnce(HISTORY_DISAGREES, tenant.role().value());
    update(
        "UPDATE control.tenant SET schema_version = '%s' WHERE id = '%s'",
        tenant.schemaVersion(), tenant.id());
    Found answered = repair(found);
    assertThat(answered.repairOutcome()).isEqualTo("not-needed");
    assertThat(answered.resolvedAt()).isNotNull();
  }

  @Test
  void recordsAFailureAndCanBeAskedAgain() {
    Tenant tenant = tenant("locked");
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found found = foundOnce(HISTORY_DISAGREES, tenant.role().value());
    Found failed = whileLocked("tenant WHERE id = '" + tenant.id() + "'", () -> repair(found));
    assertThat(failed.repairOutcome()).isEqualTo("failed");
    assertThat(failed.repairDetail()).contains("lock timeout");
    assertThat(failed.resolvedAt()).isNull();
    assertThat(audited(failed)).contains("failed, ");
    assertThat(repair(found).repairOutcome()).isEqualTo("repaired");
  }

  @Test
  void leavesARepairToTheWorkerThatIsAtIt() {
    Tenant tenant = tenant("taken");
    update("UPDATE control.tenant SET schema_version = '001' WHERE id = '%s'", tenant.id());
    Found found = foundOnce(HISTORY_DISAGREES, tenant.role().value());
    update(
        "UPDATE control.finding SET repair_requested_at = now(), repair_requested_by = 'operator'"
            + " WHERE id = %d",
        found.id());
    boolean other = whileLocked("finding WHERE id = " + found.id(), () -> repairer.repairOne());
    assertThat(other).isFalse();
    assertThat(repairer.repairOne()).isTrue();
  }

  private void awaitActive(TenantId id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tenants.find(id).orElseThrow().status() == TenantStatus.ACTIVE);
  }

  /** Another transaction holds that row of the registry meanwhile. */
  private <T> T whileLocked(String row, Supplier<T> action) {
    var others = new TransactionTemplate(new JdbcTransactionManager(database.worker()));
    return others.execute(
        status -> {
          new JdbcTemplate(database.worker())
              .queryForList("SELECT FROM control." + row + " FOR UPDATE");
          return action.get();
        });
  }
}
