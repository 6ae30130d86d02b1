package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One tenant may have two of the pool's three connections. */
class ConnectionTurnsTests {

  private TestDatabase database;
  private HikariDataSource pool;
  private Tenant greedy;
  private Tenant other;
  private TenantDataSource tenants;

  @BeforeEach
  void createTenants() {
    database = TestDatabase.create();
    pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(3);
    pool.setConnectionTimeout(1000);
    greedy = TestTenants.create(database, "greedy");
    other = TestTenants.create(database, "other");
    var settings = new ConnectionProperties(100, 2, Duration.ofMillis(50), 1, false);
    tenants = new TenantDataSource(_ -> pool, new TestRegistry(), settings);
  }

  @AfterEach
  void close() {
    pool.close();
    database.close();
  }

  private Connection connect(Tenant tenant) throws SQLException {
    return CurrentTenant.call(tenant, tenants::getConnection);
  }

  @Test
  void oneTenantCannotHaveAllConnections() throws SQLException {
    Connection first = connect(greedy);
    try (Connection second = connect(greedy);
        Connection others = connect(other)) {
      assertThatThrownBy(() -> connect(greedy))
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessageContaining("2 connections");
      first.close();
      first.close();
      try (Connection third = connect(greedy)) {
        assertThatThrownBy(() -> connect(greedy))
            .as("a connection that is closed twice gives back one turn")
            .isInstanceOf(SQLTransientConnectionException.class);
        assertThat(third.isValid(1)).isTrue();
      }
      assertThat(second.isValid(1) && others.isValid(1)).isTrue();
    }
  }

  @Test
  void aConnectionThatThePoolDoesNotHaveCostsNoTurn() throws SQLException {
    try (Connection one = pool.getConnection();
        Connection two = pool.getConnection();
        Connection three = pool.getConnection()) {
      for (int n = 0; n < 3; n++) {
        assertThatThrownBy(() -> connect(greedy))
            .isInstanceOf(SQLTransientConnectionException.class)
            .hasMessageContaining("Connection is not available");
      }
      assertThat(one.isValid(1) && two.isValid(1) && three.isValid(1)).isTrue();
    }
    try (Connection first = connect(greedy);
        Connection second = connect(greedy)) {
      assertThat(first.isValid(1) && second.isValid(1)).isTrue();
    }
  }

  @Test
  void thePublicMayHaveThemAll() throws SQLException {
    try (Connection one = CurrentTenant.callInPublic(tenants::getConnection);
        Connection two = CurrentTenant.callInPublic(tenants::getConnection);
        Connection three = CurrentTenant.callInPublic(tenants::getConnection)) {
      assertThat(one.isValid(1) && two.isValid(1) && three.isValid(1)).isTrue();
    }
  }

  @Test
  void onlySoManyWaitForAConnection() {
    var turns = new ConnectionTurns(0, Duration.ofMinutes(1));
    List<Thread> waiting =
        Stream.generate(() -> Thread.startVirtualThread(() -> takeUntilInterrupted(turns)))
            .limit(ConnectionTurns.MOST_WAITING)
            .toList();
    await()
        .until(
            () ->
                waiting.stream()
                    .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    assertThatThrownBy(() -> turns.take(greedy.id()))
        .isInstanceOf(SQLTransientConnectionException.class);
    waiting.forEach(Thread::interrupt);
  }

  private void takeUntilInterrupted(ConnectionTurns turns) {
    try {
      turns.take(greedy.id());
    } catch (SQLException e) {
      // Nobody gives a turn back here.
    }
  }
}
