package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.StatementLog;
import io.tenantry.testing.StatementLog.LoggedStatement;
import io.tenantry.testing.TestDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What reaches the server: seen by it, and by a tap on the wire. */
class RoundTripTests {

  private static final String SWITCH =
      "select case when current_schema() = tenant and pg_has_role($1, 'MEMBER') then tenant"
          + " else set_config('role', 'not ' || tenant, true) end"
          + " from set_config('role', $2, true) as tenant";

  private static TestDatabase database;
  private static WireTap tap;

  /** Not a pool: that asks a connection now and then whether it lives, and is seen doing so. */
  private static SingleConnectionDataSource single;

  private static Tenant one;
  private static Tenant two;

  private JdbcClient jdbc;
  private TransactionTemplate transaction;

  @BeforeAll
  static void createTenants() throws Exception {
    database = TestDatabase.create();
    one = TestTenants.create(database, "one");
    two = TestTenants.create(database, "two");
    URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    tap = new WireTap(server.getHost(), server.getPort());
    single =
        new SingleConnectionDataSource(
            "jdbc:postgresql://127.0.0.1:%d%s?sslmode=disable&gssEncMode=disable"
                .formatted(tap.port(), server.getPath()),
            database.logins().app().name().value(),
            database.logins().app().password(),
            true);
    single.initConnection();
  }

  @AfterAll
  static void close() {
    single.close();
    tap.close();
    database.close();
  }

  @BeforeEach
  void setUp() {
    TenantDataSource tenants = new TenantDataSource(_ -> single, new TestRegistry());
    jdbc = JdbcClient.create(tenants);
    transaction = new TransactionTemplate(new JdbcTransactionManager(tenants));
  }

  private List<String> names() {
    return jdbc.sql("select name from item where id > :id")
        .param("id", 0)
        .query(String.class)
        .list();
  }

  private List<String> sent(Tenant tenant, Runnable work) throws Exception {
    return tap.during(() -> CurrentTenant.run(tenant, work));
  }

  private static String own(Tenant tenant, String sql) {
    return "/* tenant=" + tenant.schemaName() + " */ " + sql;
  }

  private static long roundTrips(List<String> sent) {
    return sent.stream().filter(WireTap.SYNC::equals).count();
  }

  @Test
  void readsAListInOneRoundTripWithItsSwitchInside() throws Exception {
    String list = "select name, price from item where id > ?";
    Runnable read = () -> jdbc.sql(list).param(0).query().listOfRows();

    assertThat(sent(one, read))
        .containsExactly(
            SWITCH, own(one, "select name, price from item where id > $1"), WireTap.SYNC);
  }

  @Test
  void needsNoParsingOnceTheDriverHasPreparedTheStatements() throws Exception {
    for (int i = 0; i < 10; i++) {
      sent(i % 2 == 0 ? one : two, this::names);
    }

    assertThat(sent(one, this::names)).containsExactly(WireTap.SYNC);
    assertThat(sent(two, this::names)).containsExactly(WireTap.SYNC);
    CurrentTenant.run(two, () -> assertThat(names()).containsExactly(two.role()));
  }

  @Test
  void addsNoRoundTripToATransaction() throws Exception {
    List<String> sent =
        sent(
            one,
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      jdbc.sql("select 1").query(Integer.class).single();
                      jdbc.sql("select 2").query(Integer.class).single();
                    }));

    assertThat(sent)
        .containsSubsequence(
            SWITCH, own(one, "select 1"), WireTap.SYNC, own(one, "select 2"), WireTap.SYNC)
        .containsOnlyOnce(SWITCH);
    assertThat(roundTrips(sent)).as("with the commit").isEqualTo(3);
  }

  @Test
  void insertsForAKeyInOneRoundTrip() throws Exception {
    List<String> sent =
        sent(
            two,
            () ->
                jdbc.sql("insert into item (name) values (:name)")
                    .param("name", "tapped")
                    .update(new GeneratedKeyHolder(), "id"));

    assertThat(roundTrips(sent)).isEqualTo(1);
    CurrentTenant.run(two, () -> jdbc.sql("delete from item where name = 'tapped'").update());
  }

  @Test
  void sendsNothingWithoutATenant() throws Exception {
    List<String> sent =
        tap.during(
            () -> {
              try {
                names();
              } catch (RuntimeException expected) {
                // what matters is that the server heard nothing
              }
            });

    assertThat(sent).isEmpty();
  }

  @Test
  void runsNoStatementWithoutItsSwitchAsTheServerSeesIt() {
    Optional<StatementLog> log = database.statementsOfApp();
    assumeThat(log).as("the log of somebody else's server is not ours to read").isPresent();

    List<LoggedStatement> logged =
        log.orElseThrow().during(() -> CurrentTenant.run(one, this::workOfARequest));

    List<String> sql = logged.stream().map(LoggedStatement::sql).toList();
    assertThat(transactions(sql))
        .as(sql.toString())
        .hasSize(5)
        .allSatisfy(RoundTripTests::startsWithItsSwitch);
  }

  private void workOfARequest() {
    names();
    jdbc.sql("insert into item (name) values ('x')").update(new GeneratedKeyHolder(), "id");
    new JdbcTemplate(tenants()).execute("update item set price = 1 where name = 'x'");
    transaction.executeWithoutResult(
        _ -> {
          names();
          jdbc.sql("delete from item where name = 'x'").update();
        });
    new JdbcTemplate(tenants())
        .batchUpdate("delete from item where name = ?", List.<Object[]>of(new Object[] {"y"}));
  }

  private static TenantDataSource tenants() {
    return new TenantDataSource(_ -> single, new TestRegistry());
  }

  /** The statements in groups, of which each ran in one transaction. */
  private static List<List<String>> transactions(List<String> sql) {
    List<List<String>> transactions = new ArrayList<>();
    boolean open = false;
    for (String statement : sql) {
      String upper = statement.toUpperCase(Locale.ROOT);
      if (upper.startsWith("BEGIN")) {
        open = true;
        transactions.add(new ArrayList<>());
      } else if (upper.startsWith("COMMIT") || upper.startsWith("ROLLBACK")) {
        open = false;
      } else {
        if (transactions.isEmpty() || !open && isSwitch(statement)) {
          transactions.add(new ArrayList<>());
        }
        transactions.getLast().add(statement);
      }
    }
    return transactions;
  }

  private static boolean isSwitch(String statement) {
    return statement.startsWith("select case when current_schema() = tenant and pg_has_role(");
  }

  private static void startsWithItsSwitch(List<String> transaction) {
    assertThat(isSwitch(transaction.getFirst())).as(transaction.toString()).isTrue();
    assertThat(transaction.size()).isGreaterThan(1);
  }
}
