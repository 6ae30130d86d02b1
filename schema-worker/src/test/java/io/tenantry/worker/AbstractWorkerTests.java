package io.tenantry.worker;

import static org.awaitility.Awaitility.await;

import io.tenantry.registry.Actor;
import io.tenantry.registry.Deletions;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SignUps;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The whole worker over a real database and a real broker; the test plays the provisioning API. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "tenantry.worker.provisioning.first-retry=100ms",
      "tenantry.worker.provisioning.last-retry=200ms",
      "tenantry.worker.provisioning.max-attempts=40",
      // Tests that are about spares make their own.
      "tenantry.spares.size=0",
      "tenantry.worker.maintenance.first-retry=100ms",
      "tenantry.worker.maintenance.last-retry=200ms",
      "tenantry.worker.maintenance.lock-timeout=500ms",
      // A second order, because the first waits its turn for long, would be a second attempt.
      "tenantry.registry.redeliver-after=1h"
    })
@WithInfrastructure
public abstract class AbstractWorkerTests {

  protected static final Actor ACTOR = new Actor("test", null);

  @Autowired protected TestDatabase database;
  @Autowired protected Tenants tenants;
  @Autowired protected TenantLifecycle lifecycle;
  @Autowired protected Deletions deletions;
  @Autowired protected SignUps signUps;
  @Autowired protected TransactionOperations transactions;
  @Autowired protected JdbcClient jdbc;

  @BeforeEach
  void awaitTheTables() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> tenants.countByStatus() != null);
  }

  protected static String unique(String start) {
    return start + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  protected TenantId signUp(String name) {
    return transactions.execute(
        status -> signUps.record(database.newTenant(name, "default"), ACTOR));
  }

  protected Tenant active(String name) {
    return awaitStatus(signUp(name), TenantStatus.ACTIVE);
  }

  protected Tenant delete(TenantId id, Duration grace) {
    return deletions.request(id, ExpectedVersion.ANY, grace, "test", ACTOR);
  }

  protected Tenant awaitStatus(TenantId id, TenantStatus status) {
    return await("tenant " + id + " to become " + status)
        .atMost(Duration.ofMinutes(3))
        .until(() -> find(id), tenant -> tenant.status() == status);
  }

  protected Tenant find(TenantId id) {
    return tenants.find(id).orElseThrow();
  }

  protected List<String> events(TenantId id) {
    return tenants.events(id, 0, 100).stream().map(Tenants.RecordedEvent::type).toList();
  }

  protected List<String> actions(TenantId id) {
    return database
        .admin()
        .sql("SELECT action FROM control.audit WHERE tenant_id = :id ORDER BY id")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  protected String error(TenantId id) {
    return jdbc.sql("SELECT coalesce(work_error, '') FROM control.tenant WHERE id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /** Schemas and roles of that name. */
  protected int objects(SqlIdentifier name) {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM pg_namespace WHERE nspname = :name)
              + (SELECT count(*) FROM pg_roles WHERE rolname = :name)
            """)
        .param("name", name.value())
        .query(Integer.class)
        .single();
  }

  protected void inSchema(SqlIdentifier schema, String sql) {
    jdbc.sql(sql.replace("{}", schema.quoted())).update();
  }

  /** Holds a lock until it is closed. */
  protected AutoCloseable locked(String sql) throws SQLException {
    var login = database.logins().worker();
    Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), login.name().value(), login.password());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  /** Waits until somebody waits for a lock on that table. */
  protected void awaitWaiting(String table) {
    await().atMost(Duration.ofSeconds(60)).until(() -> !waiting(table).isEmpty());
  }

  /** Ends the connections that wait for a lock on that table, as a worker that dies would. */
  protected void terminateWaiting(String table) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                waiting(table).stream()
                        .filter(
                            pid ->
                                database
                                    .admin()
                                    .sql("SELECT pg_terminate_backend(:pid)")
                                    .param("pid", pid)
                                    .query(Boolean.class)
                                    .single())
                        .count()
                    > 0);
  }

  private List<Integer> waiting(String table) {
    return database
        .admin()
        .sql("SELECT pid FROM pg_locks WHERE NOT granted AND relation = :table::regclass")
        .param("table", table)
        .query(Integer.class)
        .list();
  }
}
