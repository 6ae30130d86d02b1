package io.tenantry.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.Actor;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SignUps;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.Tenants;
import io.tenantry.registry.findings.FindingKind;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A whole worker whose reconciler looks when the test says so, and at once a second time. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "tenantry.reconcile.look-every=1d",
      "tenantry.spares.size=0",
      "tenantry.reconcile.confirm-after=0",
      "tenantry.worker.provisioning.lock-timeout=1s",
      "tenantry.worker.maintenance.lock-timeout=1s"
    })
@WithInfrastructure
abstract class AbstractReconcileTests {

  private static final Actor SIGN_UP = new Actor("test", null);

  @Autowired TestDatabase database;
  @Autowired SignUps signUps;
  @Autowired TenantSchemaBuilder builder;
  @Autowired TenantLifecycle lifecycle;
  @Autowired Tenants tenants;
  @Autowired TransactionOperations transactions;
  @Autowired JdbcClient jdbc;
  @Autowired Reconciler reconciler;
  @Autowired Repairer repairer;

  @Autowired
  @Qualifier("schemas")
  private HealthIndicator schemas;

  private final List<TenantId> made = new ArrayList<>();

  @BeforeEach
  void waitForTheTables() {
    await().atMost(Duration.ofSeconds(90)).until(() -> schemas.health().getStatus() == Status.UP);
  }

  /** A pass compares every tenant's catalog: those of earlier tests would make it long. */
  @AfterEach
  void leaveNothingToLookAt() {
    for (TenantId id : made) {
      tenants.find(id).ifPresent(this::bury);
    }
  }

  private void bury(Tenant tenant) {
    inSchema(tenant, "DROP SCHEMA IF EXISTS %s CASCADE");
    inSchema(tenant, "DROP ROLE IF EXISTS %s");
    update("DELETE FROM control.domain WHERE tenant_id = '%s'", tenant.id());
    for (String status : new String[] {"DELETING", "DELETED"}) {
      update(
          "UPDATE control.tenant SET status = '%s' WHERE id = '%s' AND status <> 'DELETED'",
          status, tenant.id());
    }
  }

  record Found(
      long id,
      String kind,
      String subject,
      @Nullable UUID tenantId,
      String detail,
      boolean repairable,
      @Nullable OffsetDateTime confirmedAt,
      @Nullable OffsetDateTime resolvedAt,
      @Nullable String repairOutcome,
      @Nullable String repairDetail) {}

  /** A tenant as the worker makes them, in one transaction and without waiting for messages. */
  Tenant tenant(String schemaName) {
    return transactions.execute(
        status -> {
          TenantId id = signUps.record(database.newTenant(schemaName, "default"), SIGN_UP);
          Tenant pending = tenants.find(id).orElseThrow();
          SchemaVersion version = builder.build(pending.role(), "default");
          lifecycle.activate(tenants.lock(id).orElseThrow(), version, SIGN_UP);
          made.add(id);
          return tenants.find(id).orElseThrow();
        });
  }

  /** A PENDING tenant that no message and no sweep will ever build. */
  TenantId abandoned(String schemaName) {
    return transactions.execute(
        status -> {
          TenantId id = signUps.record(database.newTenant(schemaName, "default"), SIGN_UP);
          update("DELETE FROM control.outbox WHERE tenant_id = '%s'", id);
          update("UPDATE control.tenant SET next_attempt_at = NULL WHERE id = '%s'", id);
          return id;
        });
  }

  /** Everything is looked at, and what is new a second time. */
  void reconcile() {
    update("UPDATE control.reconciliation SET requests = requests + 1");
    int passes = 0;
    while (reconciler.pass()) {
      passes++;
    }
    assertThat(passes).isBetween(1, 3);
  }

  List<Found> findings(FindingKind kind, String subject) {
    return jdbc.sql(
            """
            SELECT id, kind, subject, tenant_id, detail, repairable, confirmed_at, resolved_at,
                   repair_outcome, repair_detail
            FROM control.finding WHERE kind = :kind AND subject = :subject ORDER BY id
            """)
        .param("kind", kind.text())
        .param("subject", subject)
        .query(Found.class)
        .list();
  }

  List<String> kindsOfOpenFindings(String subject) {
    return jdbc.sql(
            """
            SELECT kind FROM control.finding WHERE subject = :subject AND resolved_at IS NULL
            ORDER BY kind
            """)
        .param("subject", subject)
        .query(String.class)
        .list();
  }

  /** Looks several times; there must be one finding, open and confirmed. */
  Found foundOnce(FindingKind kind, String subject) {
    reconcile();
    reconcile();
    List<Found> found = findings(kind, subject);
    assertThat(found).as(kind + " " + subject).hasSize(1);
    assertThat(found.getFirst().confirmedAt()).isNotNull();
    assertThat(found.getFirst().resolvedAt()).isNull();
    return found.getFirst();
  }

  /** As the API does when it has checked the request. */
  Found repair(Found finding) {
    jdbc.sql(
            """
            UPDATE control.finding
            SET repair_requested_at = now(), repair_requested_by = 'operator',
                repair_ended_at = NULL, repair_outcome = NULL, repair_detail = NULL
            WHERE id = :id
            """)
        .param("id", finding.id())
        .update();
    assertThat(repairer.repairOne()).isTrue();
    FindingKind kind = FindingKind.find(finding.kind()).orElseThrow();
    return findings(kind, finding.subject()).stream()
        .filter(one -> one.id() == finding.id())
        .findFirst()
        .orElseThrow();
  }

  String audited(Found finding) {
    return jdbc.sql(
            """
            SELECT actor || ': ' || (detail ->> 'text') FROM control.audit
            WHERE action = 'finding.repair' AND detail ->> 'text' LIKE :start || '%'
            ORDER BY id DESC LIMIT 1
            """)
        .param("start", finding.kind() + " " + finding.subject())
        .query(String.class)
        .single();
  }

  void update(String sql, Object... values) {
    jdbc.sql(sql.formatted(values)).update();
  }

  /** Statements of the worker's login, with the schema's name for %s. */
  void inSchema(Tenant tenant, String sql) {
    update(sql.replace("%s", tenant.role().quoted()));
  }

  String appLogin() {
    return database.logins().app().name().quoted();
  }

  /** Whether the application can work as the tenant, and sees nothing of the history. */
  void assertUsable(Tenant tenant) throws SQLException {
    try (Connection app = database.app().getConnection();
        Statement statement = app.createStatement()) {
      app.setAutoCommit(false);
      statement.execute("SET LOCAL ROLE " + tenant.role().quoted());
      assertThat(statement.executeUpdate("INSERT INTO category (name) VALUES ('usable')"))
          .isEqualTo(1);
      assertThatThrownBy(() -> statement.execute("SELECT FROM flyway_schema_history"))
          .hasMessageContaining("permission denied");
      app.rollback();
    }
  }

  /** Whether everything in the tenant's schema, rights included, is as in the other's. */
  void assertLike(Tenant tenant, Tenant model) {
    JdbcTemplate worker = new JdbcTemplate(database.worker());
    assertThat(
            CatalogSnapshot.differences(
                CatalogSnapshot.of(worker, model.role()),
                CatalogSnapshot.of(worker, tenant.role())))
        .isEmpty();
  }

  boolean schemaExists(String name) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :name)")
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  boolean roleExists(String name) {
    return tenants.roleExists(new SqlIdentifier(name));
  }

  void dropRole(Tenant tenant) {
    update("GRANT %s TO CURRENT_USER", tenant.role().quoted());
    inSchema(tenant, "DROP OWNED BY %s; DROP ROLE %s");
  }

  /** A tenant that is DELETED but for its domain. */
  Tenant deceased(String schemaName) {
    Tenant tenant = tenant(schemaName);
    inSchema(tenant, "DROP SCHEMA %s CASCADE; DROP ROLE %s");
    update("UPDATE control.tenant SET status = 'DELETING' WHERE id = '%s'", tenant.id());
    update("UPDATE control.tenant SET status = 'DELETED' WHERE id = '%s'", tenant.id());
    return tenant;
  }

  /** The registry loses a tenant that the database has. */
  void forget(Tenant tenant) {
    for (String table : new String[] {"outbox", "tenant_event", "domain", "attempt"}) {
      update("DELETE FROM control.%s WHERE tenant_id = '%s'", table, tenant.id());
    }
    update("DELETE FROM control.tenant WHERE id = '%s'", tenant.id());
  }

  /** As if all that happened to the tenant had happened an hour ago. */
  void age(TenantId id) {
    update("UPDATE control.tenant SET created_at = now() - interval '1 hour' WHERE id = '%s'", id);
    update(
        "UPDATE control.tenant_event SET occurred_at = now() - interval '1 hour'"
            + " WHERE tenant_id = '%s'",
        id);
  }

  String lonelyRole(String name) {
    String role = database.schemaPrefix() + name;
    update("CREATE ROLE \"%s\" NOLOGIN; GRANT \"%s\" TO %s", role, role, appLogin());
    return role;
  }

  UUID stuckMessage() {
    UUID message = UUID.randomUUID();
    update(
        """
        INSERT INTO control.outbox (message_id, kind, type, data, occurred_at, attempts, last_error,
                                    next_attempt_at)
        VALUES ('%s', 'command', 'do-nothing', '{}', now() - interval '1 hour', 7,
                'no queue takes it', now() + interval '1 hour')
        """,
        message);
    return message;
  }

  boolean is(String condition, Object... values) {
    return jdbc.sql("SELECT " + condition.formatted(values)).query(Boolean.class).single();
  }
}
