package io.tenantry.testing.leaks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** What one operation does with the application's data source in the name of one tenant. */
final class Visit {

  private static final String ROWS = "select tenant from " + Markers.TABLE;
  private static final String INSERT =
      "insert into " + Markers.TABLE + " (note, tenant) values (?, ?)";
  private static final String DELETE = "delete from " + Markers.TABLE + " where note = ?";

  @FunctionalInterface
  interface Use {
    void on(Connection connection) throws SQLException;
  }

  private final DataSource application;
  private final String tenant;
  private final Tally tally;
  private final String name;
  final RandomGenerator random;

  Visit(DataSource application, String tenant, Tally tally, String name, RandomGenerator random) {
    this.application = application;
    this.tenant = tenant;
    this.tally = tally;
    this.name = name;
    this.random = random;
  }

  /** A connection of the pool, in autocommit. */
  void with(Use use) throws SQLException {
    try (Connection connection = application.getConnection()) {
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      use.on(connection);
    }
  }

  /**
   * A connection of the pool in a transaction, which may have begun already, and a look at the same
   * connection after its end.
   */
  void inTransaction(Use use) throws SQLException {
    try (Connection connection = application.getConnection()) {
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false);
      }
      try {
        use.on(connection);
      } finally {
        connection.rollback();
      }
      read(connection);
      connection.commit();
      connection.setAutoCommit(true);
      read(connection);
    }
  }

  void read(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ROWS)) {
      look(query.executeQuery());
    }
  }

  void readAgainAndAgain(Connection connection, int times) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(ROWS + " where note <> ?")) {
      for (int i = 0; i < times; i++) {
        query.setString(1, "nothing" + i);
        look(query.executeQuery());
      }
    }
  }

  /** By a statement without parameters. */
  void readPlainly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      look(statement.executeQuery(ROWS));
    }
  }

  /** Row by row, each fetched apart. */
  void stream(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(ROWS + " cross join generate_series(1, 5)")) {
      query.setFetchSize(1);
      look(query.executeQuery());
    }
  }

  void look(ResultSet rows) throws SQLException {
    List<String> owners = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        owners.add(rows.getString("tenant"));
      }
    }
    tally.rows(tenant, owners, name);
  }

  String note() {
    return Long.toHexString(random.nextLong());
  }

  void insert(Connection connection, String note) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, note);
      insert.setString(2, tenant);
      insert.executeUpdate();
    }
  }

  /** What the tenant has written before is there; otherwise one of the two was somewhere else. */
  void delete(Connection connection, String note) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, note);
      if (delete.executeUpdate() != 1) {
        tally.withoutTenant(name + " in " + tenant + " did not find what it had written");
      }
    }
  }

  /** Some rows in one batch, and out again in another. */
  void batches(Connection connection) throws SQLException {
    List<String> notes = List.of(note(), note(), note());
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (String note : notes) {
        insert.setString(1, note);
        insert.setString(2, tenant);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    read(connection);
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      for (String note : notes) {
        delete.setString(1, note);
        delete.addBatch();
      }
      for (int count : delete.executeBatch()) {
        if (count == 0) {
          tally.withoutTenant(name + " in " + tenant + " did not find what its batch had written");
        }
      }
    }
  }

  /** Sends what the database refuses. */
  void provoke(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      throw new IllegalStateException("this should have failed: " + sql);
    } catch (SQLException e) {
      if (Errors.isOutside(e)) {
        throw e;
      }
    }
  }
}
