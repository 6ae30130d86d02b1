package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CommentedStatementsTests {

  /** The driver prepares a statement on the server when it is executed for the fifth time. */
  private static final int OFTEN = 8;

  private static final String RUNNING = "select query from pg_stat_activity where pid = ?";

  private final TestDatabase database = TestDatabase.create();
  private final Tenant one = TestTenants.create(database, "one");
  private final Tenant two = TestTenants.create(database, "two");
  private final HikariDataSource pool = new HikariDataSource();
  private JdbcTemplate template;
  private JdbcClient jdbc;
  private TransactionTemplate transactions;

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
            new ConnectionProperties(500, 8, Duration.ofSeconds(1), 1, true));
    template = new JdbcTemplate(source);
    jdbc = JdbcClient.create(template);
    transactions = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @AfterEach
  void close() {
    pool.close();
    database.close();
  }

  /** What the connection ran last, as seen from outside while its transaction is open. */
  private String seen(int backend) {
    return database.admin().sql(RUNNING).param(backend).query(String.class).single();
  }

  private int backend() {
    return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
  }

  @Test
  void sayWhoseTheyAre() {
    String seen =
        CurrentTenant.<String, RuntimeException>call(
            one, () -> transactions.execute(_ -> seen(backend())));

    assertThat(seen).isEqualTo("/* tenant=" + one.schemaName() + " */ select pg_backend_pid()");
  }

  @Test
  void saySoAfterTheFirstOfATransactionToo() {
    String seen =
        CurrentTenant.<String, RuntimeException>call(
            one,
            () ->
                transactions.execute(
                    _ -> {
                      int backend = backend();
                      jdbc.sql("select name from item").query(String.class).list();
                      return seen(backend);
                    }));

    assertThat(seen).isEqualTo("/* tenant=" + one.schemaName() + " */ select name from item");
  }

  @Test
  void saySoInABatchThatComesFirst() {
    String seen =
        CurrentTenant.<String, RuntimeException>call(
            one,
            () ->
                transactions.execute(
                    _ -> {
                      template.batchUpdate(
                          "insert into item (name) values (?)",
                          List.of(new Object[] {"a"}, new Object[] {"b"}));
                      return jdbc.sql("select statement from pg_prepared_statements")
                          .query(String.class)
                          .list()
                          .toString();
                    }));

    assertThat(seen).contains("/* tenant=" + one.schemaName() + " */ insert into item");
  }

  @Test
  void keepAPlanForEachTenant() {
    for (int time = 0; time < OFTEN; time++) {
      for (Tenant tenant : List.of(one, two)) {
        CurrentTenant.run(
            tenant,
            () ->
                assertThat(jdbc.sql("select name from item").query(String.class).list())
                    .containsExactly(tenant.role()));
      }
    }

    List<String> prepared =
        CurrentTenant.<List<String>, RuntimeException>call(
            one,
            () ->
                jdbc.sql("select statement from pg_prepared_statements where statement ~ 'item'")
                    .query(String.class)
                    .list());
    assertThat(prepared)
        .containsExactlyInAnyOrder(
            "/* tenant=" + one.schemaName() + " */ select name from item",
            "/* tenant=" + two.schemaName() + " */ select name from item");
  }
}
