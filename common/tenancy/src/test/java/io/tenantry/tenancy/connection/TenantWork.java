package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import java.io.StringReader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways in which an application uses its data source; each sees the marks of one tenant. */
enum TenantWork {
  QUERY(source -> JdbcClient.create(source).sql(MARKS.ALL).query(String.class).list()),

  QUERY_WITH_PARAMETERS(
      source ->
          JdbcClient.create(source)
              .sql("select name from item where name like ? and id > ?")
              .param("of %")
              .param(0L)
              .query(String.class)
              .list()),

  PLAIN_STATEMENT(source -> new JdbcTemplate(source).queryForList(MARKS.ALL, String.class)),

  TRANSACTION(
      source -> {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        JdbcClient jdbc = JdbcClient.create(source);
        return transaction.execute(
            status -> {
              jdbc.sql("insert into item (name) values (?)").param(random()).update();
              List<String> marks = jdbc.sql(MARKS.ALL).query(String.class).list();
              status.setRollbackOnly();
              return marks;
            });
      }),

  READ_ONLY_AND_SERIALIZABLE(
      source -> {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        JdbcClient jdbc = JdbcClient.create(source);
        return transaction.execute(
            _ -> {
              List<String> marks = jdbc.sql(MARKS.ALL).query(String.class).list();
              assertThat(jdbc.sql("show transaction_isolation").query(String.class).single())
                  .isEqualTo("serializable");
              assertThat(jdbc.sql("show transaction_read_only").query(String.class).single())
                  .isEqualTo("on");
              return marks;
            });
      }),

  INSERT_FOR_A_KEY(
      source -> {
        var keys = new GeneratedKeyHolder();
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("insert into item (name) values (?)").param(random()).update(keys, "id");
        assertThat(jdbc.sql("delete from item where id = ?").param(keys.getKey()).update())
            .isEqualTo(1);
        return QUERY.reading.marks(source);
      }),

  PLAIN_INSERT_FOR_A_KEY(
      source ->
          with(
              source,
              connection -> {
                try (Statement statement = connection.createStatement()) {
                  statement.executeUpdate(
                      "insert into item (name) values ('%s')".formatted(random()),
                      Statement.RETURN_GENERATED_KEYS);
                  ResultSet keys = statement.getGeneratedKeys();
                  keys.next();
                  assertThat(
                          statement.executeUpdate(
                              "delete from item where id = " + keys.getLong("id")))
                      .isEqualTo(1);
                  return names(statement.executeQuery(MARKS.ALL));
                }
              })),

  BATCH(
      source -> {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        List<Object[]> rows = List.of(new Object[] {random()}, new Object[] {random()});
        assertThat(jdbc.batchUpdate("insert into item (name) values (?)", rows))
            .containsExactly(1, 1);
        assertThat(jdbc.batchUpdate("delete from item where name = ?", rows)).containsExactly(1, 1);
        return QUERY.reading.marks(source);
      }),

  PLAIN_BATCH(
      source -> {
        String name = random();
        assertThat(
                new JdbcTemplate(source)
                    .batchUpdate(
                        "insert into item (name) values ('%s')".formatted(name),
                        "delete from item where name = '%s'".formatted(name)))
            .containsExactly(1, 1);
        return QUERY.reading.marks(source);
      }),

  CALL(
      source ->
          with(
              source,
              connection -> {
                try (CallableStatement call = connection.prepareCall(MARKS.ALL)) {
                  return names(call.executeQuery());
                }
              })),

  METADATA(
      source -> {
        with(
            source,
            connection -> {
              var tables = connection.getMetaData().getTables(null, null, "item", null);
              assertThat(tables.next()).isTrue();
              return List.of();
            });
        return QUERY.reading.marks(source);
      }),

  SAVEPOINT(
      source ->
          inTransaction(
              source,
              connection -> {
                Savepoint start = connection.setSavepoint();
                try (Statement statement = connection.createStatement()) {
                  statement.executeUpdate(
                      "insert into item (name) values ('%s')".formatted(random()));
                  connection.rollback(start);
                  return names(statement.executeQuery(MARKS.ALL));
                }
              })),

  COPY(
      source ->
          inTransaction(
              source,
              connection -> {
                var copy = connection.unwrap(PGConnection.class).getCopyAPI();
                try {
                  copy.copyIn("copy item (name) from stdin", new StringReader(random() + "\n"));
                } catch (java.io.IOException e) {
                  throw new SQLException(e);
                }
                try (Statement statement = connection.createStatement()) {
                  return names(statement.executeQuery(MARKS.ALL));
                }
              })),

  STREAMED_ROWS(
      source ->
          inTransaction(
              source,
              connection -> {
                try (PreparedStatement query = connection.prepareStatement(MARKS.ALL)) {
                  query.setFetchSize(1);
                  return names(query.executeQuery());
                }
              })),

  STREAMED_PARAMETER(
      source ->
          with(
              source,
              connection -> {
                try (PreparedStatement query =
                    connection.prepareStatement("select name from item where name = ?")) {
                  query.setFetchSize(1);
                  query.setCharacterStream(1, new StringReader(mark()));
                  return names(query.executeQuery());
                }
              }));

  /** Apart, since an enum's own constants are not there yet when its members are made. */
  private static final class MARKS {
    static final String ALL = "select name from item where name like 'of %'";
  }

  @FunctionalInterface
  interface Reading {
    List<String> marks(TenantDataSource source) throws SQLException;
  }

  @FunctionalInterface
  interface Use {
    List<String> marks(Connection connection) throws SQLException;
  }

  private final Reading reading;

  TenantWork(Reading reading) {
    this.reading = reading;
  }

  /** Does the work and expects the current tenant's mark, and nobody else's. */
  void check(TenantDataSource source) {
    String expected = mark();
    try {
      assertThat(reading.marks(source)).as(name()).containsExactly(expected);
    } catch (SQLException e) {
      throw new IllegalStateException(name(), e);
    }
  }

  static String markOf(Tenant tenant) {
    return "of " + tenant.id();
  }

  private static String mark() {
    return markOf(CurrentTenant.get());
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static List<String> with(TenantDataSource source, Use use) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return use.marks(connection);
    }
  }

  private static List<String> inTransaction(TenantDataSource source, Use use) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return use.marks(connection);
      } finally {
        connection.rollback();
      }
    }
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    List<String> names = new ArrayList<>();
    while (rows.next()) {
      names.add(rows.getString(1));
    }
    return names;
  }
}
