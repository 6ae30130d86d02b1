package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two tenants with a row each behind one connection that both have to share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoTenants {

  TestDatabase database;
  HikariDataSource pool;
  Tenant one;
  Tenant two;
  final TestRegistry registry = new TestRegistry();
  TenantDataSource tenants;
  JdbcClient jdbc;
  TransactionTemplate transaction;

  @BeforeAll
  void createTenants() {
    database = TestDatabase.create();
    pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(1);
    // Hundreds queue up for it at once, each for several round trips.
    pool.setConnectionTimeout(120_000);
    pool.setExceptionOverride(new StaleStatements());
    one = TestTenants.create(database, "one");
    two = TestTenants.create(database, "two");
  }

  @AfterAll
  void close() {
    pool.close();
    database.close();
  }

  @BeforeEach
  void setUp() {
    registry.refused.clear();
    tenants = new TenantDataSource(_ -> pool, registry);
    jdbc = JdbcClient.create(tenants);
    transaction = new TransactionTemplate(new JdbcTransactionManager(tenants));
  }

  @AfterEach
  void restoreRows() {
    for (Tenant tenant : List.of(one, two)) {
      CurrentTenant.run(
          tenant, () -> jdbc.sql("delete from item where name <> current_user").update());
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  List<String> names() {
    return jdbc.sql("select name from item order by name").query(String.class).list();
  }

  static List<String> names(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("select name from item order by name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
