package io.tenantry.testing.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.testing.PgBouncer;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The harness on an application that is not ours, with the mistakes that such applications make.
 */
class LeakHarnessTests {

  private static final int OPERATIONS = 1_000;
  private static final int CONNECTIONS = 3;

  private static TestDatabase database;
  private static List<String> schemas;

  private HikariDataSource pool;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    schemas =
        Stream.of("a", "b", "c", "d").map(name -> database.emptyTenant(name).value()).toList();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void openPool() {
    pool = pool(database.jdbcUrl());
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  /** Its login may read everything, so that nothing but the path keeps the tenants apart. */
  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(database.logins().worker().name().value());
    pool.setPassword(database.logins().worker().password());
    pool.setMaximumPoolSize(CONNECTIONS);
    return pool;
  }

  private LeakReport check(SearchPathApplication application) {
    return harness(application).run(application, database.worker());
  }

  private static LeakHarness<String> harness(SearchPathApplication application) {
    return LeakHarness.of(schemas, Function.identity(), application::enter).operations(OPERATIONS);
  }

  @Test
  void passesAnApplicationThatSetsThePathWheneverItTakesAConnection() {
    LeakReport report = check(new SearchPathApplication(pool, true));

    report.assertNoLeak();
    assertThat(report.operations()).isEqualTo(OPERATIONS);
    assertThat(report.foreignRows()).isZero();
    assertThat(report.withoutTenant()).isZero();
  }

  @Test
  void failsAnApplicationThatForgetsToReset() {
    LeakReport report = check(new SearchPathApplication(pool, false));

    assertThat(report.withoutTenant()).isPositive();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(report::assertNoLeak)
        .withMessageContaining("a statement without a tenant met a row of")
        .withMessageContaining("seed " + report.seed());
  }

  /** A path that was set in a transaction goes back to the last tenant's with a rollback. */
  @Test
  void failsAnApplicationWhoseRollbackTakesItsTenantAway() {
    pool.setAutoCommit(false);

    LeakReport report = check(new SearchPathApplication(pool, true));

    assertThat(report.foreignRows()).isPositive();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(report::assertNoLeak)
        .withMessageContaining("met a row of");
  }

  /** What is right over a connection of its own is wrong over one that is passed on. */
  @Test
  void failsTheSessionsPathBehindAPoolerOfTransactions() {
    assumeThat(PgBouncer.isInstalled()).as("PgBouncer is installed").isTrue();
    try (PgBouncer bouncer = PgBouncer.before(database, CONNECTIONS);
        HikariDataSource behind = pool(bouncer.jdbcUrl())) {
      LeakReport report = check(new SearchPathApplication(behind, true));

      assertThat(report.foreignRows()).isPositive();
    }
  }

  @Test
  void failsAnApplicationThatAnswersNothing() {
    pool.close();

    LeakReport report = check(new SearchPathApplication(pool, true));

    assertThat(report.foreignRows()).isZero();
    assertThat(report.withoutTenant()).isZero();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(report::assertNoLeak);
  }

  @Test
  void saysHowOftenAnApplicationIsInNoTenantAtAll() {
    SearchPathApplication application = new SearchPathApplication(pool, true);
    LeakReport report =
        LeakHarness.of(schemas, Function.identity(), (_, work) -> work.run())
            .operations(100)
            .run(application, database.worker());

    assertThat(report.withoutTenant()).isGreaterThan(50);
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    SearchPathApplication application = new SearchPathApplication(pool, false);
    LeakHarness<String> harness = harness(application).operations(300).threads(1).seed(7);

    LeakReport first = harness.run(application, database.worker());
    LeakReport second = harness.run(application, database.worker());

    assertThat(first.seed()).isEqualTo(7);
    assertThat(second.withoutTenant()).isEqualTo(first.withoutTenant()).isPositive();
  }

  @Test
  void leavesNothingBehind() {
    check(new SearchPathApplication(pool, true));

    assertThat(
            JdbcClient.create(database.worker())
                .sql("select count(*) from pg_class where relname = ?")
                .param(Markers.TABLE)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void wantsMoreThanOneTenant() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LeakHarness.of(List.of("a"), Function.identity(), (_, work) -> work.run()));
  }
}
