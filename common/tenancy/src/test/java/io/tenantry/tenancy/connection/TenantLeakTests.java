package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.PgBouncer;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.leaks.LeakHarness;
import io.tenantry.testing.leaks.LeakReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many tenants over few connections. The long form does a million operations: {@code
 * -Dtenantry.leak.operations=1000000}.
 */
class TenantLeakTests {

  private static final int TENANTS = 200;
  private static final int CONNECTIONS = 8;

  private static TestDatabase database;
  private static List<Tenant> tenants;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    // Whose rows are seen does not depend on whether they outlive the server.
    database
        .admin()
        .sql(
            "alter database %s set synchronous_commit = off"
                .formatted(new SqlIdentifier(database.toString()).quoted()))
        .update();
    tenants =
        IntStream.range(0, TENANTS)
            .mapToObj(i -> TestTenants.create(database, "shop" + i))
            .toList();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void showsNoTenantAnothersRows() {
    try (HikariDataSource pool = pool(database.jdbcUrl())) {
      hammer(pool);
    }
  }

  @Test
  void showsNoTenantAnothersRowsBehindPgBouncer() {
    assumeThat(PgBouncer.isInstalled()).as("PgBouncer is installed").isTrue();
    try (PgBouncer bouncer = PgBouncer.before(database, CONNECTIONS);
        HikariDataSource pool = pool(bouncer.jdbcUrl())) {
      pool.setMaximumPoolSize(2 * CONNECTIONS);
      hammer(pool);
    }
  }

  private static void hammer(HikariDataSource pool) {
    TenantDataSource application = new TenantDataSource(_ -> pool, new TestRegistry());

    LeakReport report =
        LeakHarness.of(tenants, Tenant::role, CurrentTenant::run)
            .run(application, database.worker());

    report.assertNoLeak();
    assertThat(report.foreignRows()).isZero();
    assertThat(report.withoutTenant()).isZero();
    assertThat(report.operations()).isPositive();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setExceptionOverride(new StaleStatements());
    return pool;
  }
}
