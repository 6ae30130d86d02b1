package io.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgBouncerTests {

  @BeforeAll
  static void needPgBouncer() {
    assumeThat(PgBouncer.isInstalled()).as("PgBouncer is installed").isTrue();
  }

  @Test
  void passesOneSessionFromClientToClient() throws SQLException {
    try (TestDatabase database = TestDatabase.create();
        PgBouncer bouncer = PgBouncer.before(database, 1);
        HikariDataSource clients = new HikariDataSource()) {
      clients.setJdbcUrl(bouncer.jdbcUrl());
      clients.setUsername(database.logins().app().name().value());
      clients.setPassword(database.logins().app().password());
      try (Connection one = clients.getConnection();
          Connection two = clients.getConnection()) {
        Set<Integer> sessions = new HashSet<>();
        for (Connection connection : new Connection[] {one, two, one}) {
          sessions.add(session(connection));
        }
        assertThat(sessions).hasSize(1);
      }
    }
  }

  @Test
  void isGoneWhenItIsClosed() {
    try (TestDatabase database = TestDatabase.create()) {
      PgBouncer bouncer = PgBouncer.before(database, 1);
      bouncer.close();

      assertThat(isReachable(bouncer.jdbcUrl())).isFalse();
    }
  }

  private static boolean isReachable(String url) {
    try (Connection connection = DriverManager.getConnection(url, "nobody", "nothing")) {
      return connection != null;
    } catch (SQLException e) {
      return !"08001".equals(e.getSQLState());
    }
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
