package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TenantDataSourceTests {

  private static TestDatabase database;
  private static HikariDataSource pool;
  private static Tenant one;
  private static Tenant two;
  private static final TestRegistry registry = new TestRegistry();

  private TenantDataSource tenants;
  private JdbcClient jdbc;
  private TransactionTemplate transaction;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(1);
    // Hundreds queue up for it below, each for several round trips.
    pool.setConnectionTimeout(120_000);
    pool.setExceptionOverride(new StaleStatements());
    one = TestTenants.create(database, "one");
    two = TestTenants.create(database, "two");
  }

  @AfterAll
  static void close() {
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

  private List<String> names() {
    return jdbc.sql("select name from item order by name").query(String.class).list();
  }

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

  private static List<String> names(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("select name from item order by name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
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
  void returnsGeneratedKeysInAndOutOfTransactions() {
    CurrentTenant.run(
        two,
        () -> {
          assertThat(insertForKey("a")).isEqualTo(idOf("a"));
          transaction.executeWithoutResult(
              _ -> {
                assertThat(insertForKey("b")).isEqualTo(idOf("b"));
                assertThat(insertForKey("c")).isEqualTo(idOf("c"));
              });
        });
  }

  private long insertForKey(String name) {
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    assertThat(
            jdbc.sql("insert into item (name) values (:name)")
                .param("name", name)
                .update(key, "id"))
        .isEqualTo(1);
    return key.getKeyAs(Long.class);
  }

  private long idOf(String name) {
    return jdbc.sql("select id from item where name = ?").param(name).query(Long.class).single();
  }

  @Test
  void returnsKeysOfPlainStatementsToo() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            assertThat(
                    statement.executeUpdate(
                        "insert into item (name) values ('x'), ('y')",
                        Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(2);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isTrue();
              assertThat(keys.getString("name")).isEqualTo("x");
              assertThat(keys.next()).isTrue();
              assertThat(keys.next()).isFalse();
            }
            assertThat(
                    statement.executeUpdate(
                        "delete from item where name = 'nobody'", new String[] {"id"}))
                .isZero();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isFalse();
            }
            assertThat(statement.executeUpdate("delete from item where name in ('x', 'y')"))
                .isEqualTo(2);
            try (ResultSet keys = statement.getGeneratedKeys()) {
              assertThat(keys.next()).isFalse();
            }
          }
          return null;
        });
  }

  @Test
  void keepsJdbcsContractOfExecute() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 7")).isTrue();
            try (ResultSet rows = statement.getResultSet()) {
              rows.next();
              assertThat(rows.getInt(1)).isEqualTo(7);
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.execute("update item set price = 1")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.executeLargeUpdate("update item set price = 2")).isEqualTo(1L);
            assertThatThrownBy(() -> statement.executeUpdate("select 1"))
                .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeQuery("update item set price = 1"))
                .isInstanceOf(SQLException.class);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(statement.equals(statement)).isTrue();
          }
          return null;
        });
  }

  @Test
  void runsBatchesAsTheTenant() {
    CurrentTenant.run(
        two,
        () -> {
          JdbcTemplate template = new JdbcTemplate(tenants);
          assertThat(
                  template.batchUpdate(
                      "insert into item (name, price) values (?, ?)",
                      List.of(
                          new Object[] {"a", BigDecimal.ONE}, new Object[] {"b", BigDecimal.TEN})))
              .containsExactly(1, 1);
          transaction.executeWithoutResult(
              _ ->
                  assertThat(
                          template.batchUpdate(
                              "insert into item (name) values ('c')",
                              "update item set price = 3 where name in ('a', 'b')"))
                      .containsExactly(1, 2));
          assertThat(names()).contains("a", "b", "c", two.role());
        });
    assertThat(CurrentTenant.<List<String>, RuntimeException>call(one, this::names))
        .containsExactly(one.role());
  }

  @Test
  void leavesNothingOfABatchThatFails() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement insert =
                  connection.prepareStatement("insert into item (name) values (?)")) {
            insert.setString(1, "a");
            insert.addBatch();
            insert.setString(1, one.role());
            insert.addBatch();
            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(insert::executeBatch);
            assertThat(connection.getAutoCommit()).isTrue();
          }
          assertThat(names()).containsExactly(one.role());
          return null;
        });
  }

  @Test
  void streamsRowsInATransaction() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement(
                      "select n, current_user from generate_series(1, ?) n")) {
            connection.setAutoCommit(false);
            for (int fetchSize : new int[] {1, 7}) {
              query.setFetchSize(fetchSize);
              query.setInt(1, 50);
              int count = 0;
              try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  count++;
                  assertThat(rows.getString(2)).isEqualTo(one.role());
                }
              }
              assertThat(count).isEqualTo(50);
              connection.commit();
            }
          }
          return null;
        });
  }

  @Test
  void boundsRowsByTheStatementsMaximum() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement("select n from generate_series(1, 50) n")) {
            query.setMaxRows(1);
            assertThat(count(query)).isEqualTo(1);
            query.setMaxRows(3);
            assertThat(count(query)).isEqualTo(3);
            assertThat(query.getMaxRows()).isEqualTo(3);
          }
          return null;
        });
  }

  private static int count(PreparedStatement query) throws SQLException {
    int count = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void describesStatementsByTheirOwnParameters() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement query =
                  connection.prepareStatement("select price, name from item where id = ?")) {
            assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
            assertThat(query.getParameterMetaData().getParameterType(1)).isEqualTo(Types.BIGINT);
            assertThat(query.getMetaData().getColumnName(2)).isEqualTo("name");
            query.setLong(1, -1);
            try (ResultSet rows = query.executeQuery()) {
              assertThat(query.getMetaData().getColumnCount()).isEqualTo(2);
              assertThat(rows.next()).isFalse();
            }
          }
          return null;
        });
  }

  @Test
  void callsProceduresAndReadsMetadataAsTheTenant() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection()) {
            try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
              call.registerOutParameter(1, Types.VARCHAR);
              call.setString(2, "abc");
              call.execute();
              assertThat(call.getString(1)).isEqualTo("ABC");
            }
            try (CallableStatement call = connection.prepareCall("select name from item")) {
              assertThat(call.getMetaData().getColumnName(1)).isEqualTo("name");
            }
            try (ResultSet tables =
                connection.getMetaData().getTables(null, one.role(), "item", null)) {
              assertThat(tables.next()).isTrue();
            }
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
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
  void refusesLargeObjectsWhichBelongToNoSchema() throws Exception {
    CurrentTenant.call(
        one,
        () -> {
          try (Connection connection = tenants.getConnection();
              PreparedStatement statement = connection.prepareStatement("select ?")) {
            connection.setAutoCommit(false);
            assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(
                    () -> statement.setBlob(1, new ByteArrayInputStream(new byte[] {1}), 1));
            connection.rollback();
          }
          return null;
        });
  }

  @Test
  void preparesAnewWhereAColumnHasAnotherTypeInTheNextTenant() {
    JdbcClient worker = JdbcClient.create(database.worker());
    worker.sql("create table \"%s\".note (text varchar(9))".formatted(one.role())).update();
    worker.sql("create table \"%s\".note (text text)".formatted(two.role())).update();

    for (int round = 0; round < 20; round++) {
      for (Tenant tenant : List.of(one, one, two)) {
        CurrentTenant.run(
            tenant,
            () -> {
              insertNote(tenant.role().substring(0, 3));
              assertThat(notes()).hasSize(1).containsOnly(tenant.role().substring(0, 3));
              jdbc.sql("delete from note").update();
            });
      }
    }
  }

  private List<String> notes() {
    return jdbc.sql("select text from note").query(String.class).list();
  }

  private void insertNote(String text) {
    GeneratedKeyHolder keys = new GeneratedKeyHolder();
    jdbc.sql("insert into note (text) values (?)").param(text).update(keys);
    assertThat(keys.getKeys()).containsEntry("text", text);
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
