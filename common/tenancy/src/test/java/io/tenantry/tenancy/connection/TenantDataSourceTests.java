package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class TenantDataSourceTests extends TwoTenants {

  private String only() {
    return jdbc.sql("select name from item where name = :name")
        .param("name", CurrentTenant.get().role())
        .query(String.class)
        .single();
  }

  @Test
  void showsEachTenantItsOwnRowsOverOneConnection() {
    for (int round = 0; round < 20; round++) {
      for (Tenant tenant : List.of(one, two)) {
        assertThat(CurrentTenant.<List<String>, RuntimeException>call(tenant, this::names))
            .containsExactly(tenant.role());
      }
    }
  }

  @Test
  void refusesEverythingWithoutATenant() {
    assertThatExceptionOfType(NoTenantException.class).isThrownBy(this::names);
    assertThatExceptionOfType(NoTenantException.class)
        .isThrownBy(() -> jdbc.sql("select 1").query(Integer.class).single());
    assertThatExceptionOfType(NoTenantException.class)
        .isThrownBy(() -> transaction.execute(_ -> names()));
    assertThatExceptionOfType(NoTenantException.class)
        .isThrownBy(() -> new JdbcTemplate(tenants).execute("select 1"));
    assertThatExceptionOfType(NoTenantException.class)
        .isThrownBy(
            () -> new JdbcTemplate(tenants).batchUpdate("delete from item where name = 'x'"));
  }

  @Test
  void isNobodyInPublic() {
    assertThatThrownBy(() -> CurrentTenant.runInPublic(this::names))
        .rootCause()
        .hasMessageContaining("relation \"item\" does not exist");
    assertThat(CurrentTenant.<String, RuntimeException>callInPublic(this::currentUser))
        .isEqualTo(database.logins().app().name().value());
  }

  private String currentUser() {
    return jdbc.sql("select current_user").query(String.class).single();
  }

  @Test
  void stopsBeingTheTenantAfterEachStatement() throws SQLException {
    CurrentTenant.run(one, this::names);

    try (Connection bare = pool.getConnection();
        Statement statement = bare.createStatement();
        ResultSet row = statement.executeQuery("select current_user")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo(database.logins().app().name().value());
    }
  }

  @Test
  void refusesAnotherTenantsSchemaByName() {
    assertThatThrownBy(
            () ->
                CurrentTenant.run(
                    one,
                    () ->
                        jdbc.sql("select name from \"%s\".item".formatted(two.role()))
                            .query(String.class)
                            .list()))
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void commitsAndRollsBackInTheTenant() {
    CurrentTenant.run(
        one,
        () -> {
          transaction.executeWithoutResult(_ -> insert("kept"));
          transaction.executeWithoutResult(
              status -> {
                insert("dropped");
                status.setRollbackOnly();
              });
          assertThat(names()).contains("kept").doesNotContain("dropped");
        });
    assertThat(CurrentTenant.<List<String>, RuntimeException>call(two, this::names))
        .containsExactly(two.role());
  }

  private void insert(String name) {
    assertThat(jdbc.sql("insert into item (name) values (:name)").param("name", name).update())
        .isEqualTo(1);
  }

  @Test
  void refusesAnotherTenantInATransaction() {
    CurrentTenant.run(
        one,
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  names();
                  assertThatExceptionOfType(OtherTenantException.class)
                      .isThrownBy(() -> CurrentTenant.run(two, this::names));
                  assertThatExceptionOfType(OtherTenantException.class)
                      .isThrownBy(() -> CurrentTenant.runInPublic(this::names));
                  assertThat(names()).containsExactly(one.role());
                }));
  }

  @Test
  void bindsATransactionToTheTenantOfItsFirstStatement() {
    transaction.executeWithoutResult(
        _ -> {
          CurrentTenant.run(one, this::names);
          assertThatExceptionOfType(OtherTenantException.class)
              .isThrownBy(() -> CurrentTenant.run(two, this::names));
        });
  }

  @Test
  void goesOnWithTheNextTenantAfterErrors() {
    for (Tenant tenant : List.of(one, two, one)) {
      CurrentTenant.run(
          tenant,
          () -> {
            assertThatThrownBy(() -> jdbc.sql("select nonsense").query().listOfRows())
                .hasMessageContaining("nonsense");
            assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> insert(tenant.role()));
            assertThatThrownBy(
                    () ->
                        transaction.executeWithoutResult(
                            _ -> {
                              insert("a");
                              insert("a");
                            }))
                .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(names()).containsExactly(tenant.role());
          });
    }
  }

  @Test
  void staysTheTenantAfterRollingBackToASavepoint() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Savepoint start = connection.setSavepoint();
            statement.executeUpdate("insert into item (name) values ('a')");
            Savepoint middle = connection.setSavepoint("middle");
            assertThatThrownBy(() -> statement.execute("select nonsense"))
                .isInstanceOf(SQLException.class);
            connection.rollback(middle);
            assertThat(names(statement)).contains("a", one.role());
            connection.rollback(start);
            assertThat(names(statement)).containsExactly(one.role());
            connection.releaseSavepoint(start);
            connection.commit();
            assertThat(names(statement)).containsExactly(one.role());
            connection.rollback();
          }
          return null;
        });
  }

  @Test
  void noticesATransactionThatWasEndedByHand() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            names(statement);
            statement.execute("commit");
            assertThat(names(statement)).containsExactly(one.role());
            connection.rollback();
          }
          return null;
        });
  }

  @Test
  void handsOutTheDriversConnectionOnlyOnceItIsTheTenants() throws Exception {
    CurrentTenant.call(
        two,
        () -> {
          try (Connection connection = tenants.getConnection()) {
            assertThatThrownBy(() -> connection.unwrap(PGConnection.class))
                .isInstanceOf(SQLException.class);
            connection.setAutoCommit(false);
            PGConnection driver = connection.unwrap(PGConnection.class);
            assertThat(
                    driver
                        .getCopyAPI()
                        .copyIn(
                            "copy item (name) from stdin", new java.io.StringReader("copied\n")))
                .isEqualTo(1);
            connection.commit();
          }
          assertThat(names()).contains("copied");
          return null;
        });
  }

  @Test
  void handsOutTheDriversStatementsOnlyOnceTheyAreTheTenants() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement plain = connection.createStatement();
              PreparedStatement prepared = connection.prepareStatement("select 1");
              CallableStatement call = connection.prepareCall("select 1")) {
            for (Statement statement : List.of(plain, prepared, call)) {
              assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
              assertThatExceptionOfType(SQLException.class)
                  .isThrownBy(() -> statement.unwrap(PGStatement.class));
            }
            connection.setAutoCommit(false);
            Statement driver = (Statement) plain.unwrap(PGStatement.class);
            assertThat(names(driver)).containsExactly(one.role());
            connection.rollback();
          }
          return null;
        });
  }

  /** Rows are the driver's own, and so is what leads back from them. */
  @Test
  void isNobodyBehindARow() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("select name from item");
              Statement bare = rows.getStatement().getConnection().createStatement()) {
            assertThatThrownBy(() -> names(bare))
                .hasMessageContaining("relation \"item\" does not exist");
          }
          return null;
        });
  }

  @Test
  void refusesToChangeTheSchema() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection()) {
            assertThatThrownBy(() -> connection.setSchema(two.role()))
                .isInstanceOf(SQLException.class);
          }
          return null;
        });
  }

  @Test
  void failsWhereTheRoleIsGone() {
    Tenant gone = TestTenants.named(database.schemaPrefix() + "gone");

    assertThatExceptionOfType(TransientDataAccessException.class)
        .isThrownBy(() -> CurrentTenant.run(gone, this::names))
        .withCauseInstanceOf(SwitchFailedException.class);
    assertThatExceptionOfType(TransientDataAccessException.class)
        .isThrownBy(
            () -> CurrentTenant.run(gone, () -> new JdbcTemplate(tenants).execute("select 1")))
        .withCauseInstanceOf(SwitchFailedException.class);
    assertThat(registry.refused).containsExactly(gone, gone);
    assertThat(CurrentTenant.<List<String>, RuntimeException>call(one, this::names))
        .containsExactly(one.role());
  }

  @Test
  void failsWhereTheRoleIsNotTheApplications() {
    Tenant foreign = TestTenants.named("postgres");

    assertThatExceptionOfType(TransientDataAccessException.class)
        .isThrownBy(() -> CurrentTenant.run(foreign, this::names))
        .withCauseInstanceOf(SwitchFailedException.class);
  }

  @Test
  void keepsTenantsApartWhenManyShareOneConnection() throws Exception {
    Random random = new Random(7);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Tenant tenant = random.nextBoolean() ? one : two;
        int kind = random.nextInt(4);
        work.add(threads.submit(() -> CurrentTenant.run(tenant, () -> check(tenant, kind))));
      }
      for (Future<?> done : work) {
        done.get();
      }
    }
  }

  private void check(Tenant tenant, int kind) {
    switch (kind) {
      case 0 -> assertThat(only()).isEqualTo(tenant.role());
      case 1 -> assertThat(currentUser()).isEqualTo(tenant.role());
      case 2 ->
          transaction.executeWithoutResult(
              status -> {
                assertThat(only()).isEqualTo(tenant.role());
                assertThat(currentUser()).isEqualTo(tenant.role());
                status.setRollbackOnly();
              });
      default ->
          assertThatThrownBy(() -> insert(tenant.role()))
              .isInstanceOf(DataIntegrityViolationException.class);
    }
  }
}
