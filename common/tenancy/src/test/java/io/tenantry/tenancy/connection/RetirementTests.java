package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RetirementTests {

  private static TestDatabase database;
  private static List<Tenant> tenants;

  private final HikariDataSource pool = new HikariDataSource();
  private JdbcClient jdbc;
  private TransactionTemplate transaction;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    tenants =
        IntStream.range(0, 6).mapToObj(n -> TestTenants.create(database, "shop" + n)).toList();
  }

  @AfterAll
  static void dropAll() {
    database.close();
  }

  @BeforeEach
  void openPool() {
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(1);
    var source =
        new TenantDataSource(
            _ -> pool,
            new TestRegistry(),
            new ConnectionProperties(3, 8, Duration.ofSeconds(1), 1, false));
    jdbc = JdbcClient.create(source);
    transaction = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  private int backend(Tenant tenant) {
    return CurrentTenant.<Integer, RuntimeException>call(
        tenant, () -> jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
  }

  @Test
  void replacesAConnectionThatHasSeenItsShareOfTenants() {
    List<Integer> backends = tenants.stream().map(this::backend).toList();

    assertThat(backends.subList(0, 3)).containsOnly(backends.getFirst());
    assertThat(backends.subList(3, 6)).containsOnly(backends.getLast());
    assertThat(Set.copyOf(backends)).hasSize(2);
  }

  @Test
  void keepsAConnectionThatSeesTheSameTenantsAgain() {
    Set<Integer> backends = new HashSet<>();
    for (int round = 0; round < 10; round++) {
      backends.add(backend(tenants.get(round % 2)));
    }

    assertThat(backends).hasSize(1);
  }

  @Test
  void letsTheTransactionEndOnTheConnectionThatItBeganOn() {
    backend(tenants.get(0));
    backend(tenants.get(1));

    CurrentTenant.run(
        tenants.get(2),
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  int first = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
                  jdbc.sql("update item set price = 1").update();
                  assertThat(jdbc.sql("select pg_backend_pid()").query(Integer.class).single())
                      .isEqualTo(first);
                }));

    CurrentTenant.run(
        tenants.get(2),
        () ->
            assertThat(jdbc.sql("select price from item").query(Integer.class).single())
                .isEqualTo(1));
  }
}
