package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanesTests {

  /** One more is the pool's own. */
  private static final int CONNECTIONS = 4;

  private static TestDatabase database;
  private static List<Tenant> tenants;

  private final HikariDataSource pool = new HikariDataSource();
  private TenantDataSource source;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    tenants =
        IntStream.range(0, 12).mapToObj(n -> TestTenants.create(database, "shop" + n)).toList();
  }

  @AfterAll
  static void dropAll() {
    database.close();
  }

  @BeforeEach
  void openPool() {
    pool.setPoolName("tenants");
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.logins().app().name().value());
    pool.setPassword(database.logins().app().password());
    pool.setMaximumPoolSize(CONNECTIONS + 1);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(4000);
    source = withLanes(CONNECTIONS);
  }

  private TenantDataSource withLanes(int lanes) {
    return new TenantDataSource(
        _ -> pool,
        new TestRegistry(),
        new ConnectionProperties(1000, 10, Duration.ofSeconds(1), lanes, true));
  }

  @AfterEach
  void closePool() {
    source.close();
    pool.close();
  }

  private Connection connect(Tenant tenant) throws SQLException {
    return CurrentTenant.<Connection, SQLException>call(tenant, source::getConnection);
  }

  private static int backend(Tenant tenant, Connection connection) throws SQLException {
    return CurrentTenant.<Integer, SQLException>call(
        tenant,
        () -> {
          try (ResultSet row =
              connection.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  private int backend(Tenant tenant) throws SQLException {
    try (Connection connection = connect(tenant)) {
      return backend(tenant, connection);
    }
  }

  @Test
  void servesATenantByTheSameConnectionAsLongAsThatIsFree() throws SQLException {
    Set<Integer> all = new HashSet<>();
    for (Tenant tenant : tenants) {
      Set<Integer> own = new HashSet<>();
      for (int time = 0; time < 5; time++) {
        own.add(backend(tenant));
      }
      assertThat(own).hasSize(1);
      all.addAll(own);
    }

    assertThat(all).hasSizeBetween(2, CONNECTIONS);
  }

  @Test
  void servesATenantByAnotherConnectionWhereItsOwnIsTaken() throws SQLException {
    Tenant tenant = tenants.getFirst();
    try (Connection taken = connect(tenant);
        Connection other = connect(tenant)) {
      assertThat(backend(tenant, other)).isNotEqualTo(backend(tenant, taken));
    }
  }

  /** Of as many tenants. */
  private List<Connection> take(int connections) throws SQLException {
    List<Connection> taken = new ArrayList<>();
    for (int n = 0; n < connections; n++) {
      taken.add(connect(tenants.get(n)));
    }
    return taken;
  }

  private static void giveBack(List<Connection> taken) throws SQLException {
    for (Connection connection : taken) {
      connection.close();
    }
  }

  @Test
  void hasAsManyConnectionsAsThePoolCouldSpare() throws SQLException {
    List<Connection> taken = take(CONNECTIONS);

    assertThatExceptionOfType(SQLTransientConnectionException.class)
        .isThrownBy(() -> connect(tenants.getLast()))
        .withMessage("no connection came free within 2000 ms");

    taken.removeLast().close();
    assertThat(backend(tenants.getLast())).isPositive();
    giveBack(taken);
  }

  @Test
  void leavesThePoolAConnectionThatNoTenantTakes() throws SQLException {
    List<Connection> taken = take(CONNECTIONS);

    try (Connection bare = pool.getConnection()) {
      assertThat(bare.isValid(5)).isTrue();
    }
    giveBack(taken);
  }

  @Test
  void sharesConnectionsOutEvenWhereTheyDoNotDivide() throws SQLException {
    pool.setMaximumPoolSize(9);
    source = withLanes(3);

    List<Connection> taken = take(7);

    assertThat(pool.getMaximumPoolSize()).isEqualTo(2);
    assertThatExceptionOfType(SQLTransientConnectionException.class)
        .isThrownBy(() -> connect(tenants.getLast()));
    giveBack(taken);
  }

  @Test
  void givesATurnBackThatNoConnectionCameOf() {
    pool.setMaximumPoolSize(CONNECTIONS + 1);
    pool.setPassword("wrong");
    pool.setConnectionTimeout(500);
    source = withLanes(CONNECTIONS);
    for (int time = 0; time < CONNECTIONS + 1; time++) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> connect(tenants.getFirst()))
          .withMessageNotContaining("came free");
    }
  }

  @Test
  void servesTenantsByAnotherLaneWhereTheirOwnIsNotLetIn() throws SQLException {
    int backend = backend(tenants.getFirst());
    limitConnections(1);
    try {
      for (Tenant tenant : tenants) {
        assertThat(backend(tenant)).isEqualTo(backend);
      }
    } finally {
      limitConnections(-1);
    }
  }

  private static void limitConnections(int most) {
    database
        .admin()
        .sql(
            "ALTER ROLE %s CONNECTION LIMIT %d"
                .formatted(database.logins().app().name().quoted(), most))
        .update();
  }

  @Test
  void leavesAPoolWholeThatIsMoreThanAPool() {
    var own =
        new HikariDataSource() {
          @Override
          public String getPassword() {
            return "changes all the time";
          }
        };

    assertThat(Lanes.of(own, CONNECTIONS)).isNull();
    own.close();
  }

  @Test
  void measuresEachOfItsPools() throws SQLException {
    var meters = new SimpleMeterRegistry();
    source.measure(meters);
    giveBack(take(CONNECTIONS));

    assertMeasured(meters);
  }

  @Test
  void measuresPoolsThatAreInUseAlready() throws SQLException {
    giveBack(take(CONNECTIONS));
    var meters = new SimpleMeterRegistry();
    source.measure(meters);

    assertMeasured(meters);
  }

  private static void assertMeasured(SimpleMeterRegistry meters) {
    assertThat(meters.get("tenantry.connections.waiting").gauge().value()).isZero();
    assertThat(meters.get("tenantry.connections.timeouts").functionCounter().count()).isZero();
    assertThat(meters.get("hikaricp.connections.max").gauges())
        .extracting(gauge -> gauge.getId().getTag("pool"))
        .containsExactlyInAnyOrder(
            "tenants-lane-1", "tenants-lane-2", "tenants-lane-3", "tenants-lane-4");
  }
}
