package io.tenantry.migrations.dropping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.migrations.FaultyDataSource;
import io.tenantry.migrations.OddType;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.TenantWorkshop;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class TenantSchemaDropperIntegrationTests {

  private static final DropLimits LIMITS =
      new DropLimits(100, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(60));
  private static final int MANY = 2000;

  private static TestDatabase database;

  @TempDir Path root;
  private TenantWorkshop workshop;
  private JdbcTemplate worker;

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    new JdbcTemplate(database.worker()).execute(OddType.SHARED);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void openWorkshop() {
    workshop = new TenantWorkshop(database, root);
    worker = new JdbcTemplate(database.worker());
  }

  @Test
  void leavesNothingOfEveryKindOfObject() {
    var schema = oddTenant("a\"b {c}?;'");

    drop(database.worker(), schema, LIMITS);

    workshop.assertNothingIsThere(schema);
  }

  @Test
  void dropsThousandsOfTablesWithFewLocksAtATime() {
    var schema = database.emptyTenant("many");
    for (int first = 0; first < MANY; first += 200) {
      makeTables(schema, first, first + 199);
    }
    var watched = new FaultyDataSource(database.worker(), 0);

    drop(watched, schema, DropLimits.defaults());

    workshop.assertNothingIsThere(schema);
    assertThat(watched.mostLocks()).isLessThan(DropLimits.defaults().locks() + 50);
    // All at once would have taken more than a server has by default.
    assertThat(watched.commits()).isGreaterThan(12);
  }

  @Test
  void goesOnWhereverItWasCutOff() {
    var schema = oddTenant("cut");
    var limits = new DropLimits(15, LIMITS.lockTimeout(), LIMITS.lockTimeout(), Duration.ZERO);
    int cuts = 0;
    boolean done = false;
    while (!done) {
      var faulty = new FaultyDataSource(database.worker(), ++cuts);
      done = ends(() -> dropper(faulty, limits).empty(schema));
    }
    assertThat(cuts).isGreaterThan(5);

    drop(database.worker(), schema, limits);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void mayBeRepeatedWhenAllIsGone() {
    var schema = oddTenant("again");

    drop(database.worker(), schema, LIMITS);
    drop(database.worker(), schema, LIMITS);

    workshop.assertNothingIsThere(schema);
  }

  @Test
  void dropsNothingThatOthersUse() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var schema = workshop.build("used");
    worker.execute("create view public.spy as select id from %s.a".formatted(schema.quoted()));

    assertThatThrownBy(() -> dropper(database.worker(), LIMITS).empty(schema))
        .isInstanceOf(SchemaInUseException.class)
        .hasMessageContaining("spy");
    assertThatThrownBy(() -> remove(database.worker(), schema, LIMITS))
        .isInstanceOf(SchemaInUseException.class);
    assertThat(workshop.tables(schema)).isEqualTo(2);

    worker.execute("drop view public.spy");
    drop(database.worker(), schema, LIMITS);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void givesUpOnALockAndCanBeRepeated() throws SQLException {
    var schema = oddTenant("locked");
    try (Connection busy = workshop.unpooled().getConnection();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("lock table %s.log in access share mode".formatted(schema.quoted()));

      assertThatThrownBy(() -> drop(database.worker(), schema, LIMITS))
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("lock timeout");
      assertThat(workshop.schemas(schema)).isOne();
    }

    drop(database.worker(), schema, LIMITS);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void letsNobodyWaitLongBehindItForATableThatAllShare() throws SQLException {
    var schema = oddTenant("shared");
    var patient =
        new DropLimits(100, Duration.ofMinutes(5), Duration.ofMillis(100), Duration.ofMinutes(5));
    try (Connection busy = workshop.unpooled().getConnection();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute("lock table public.odd_country in access share mode");

      assertThatThrownBy(() -> drop(database.worker(), schema, patient))
          .rootCause()
          .hasMessageContaining("lock timeout");
      assertThat(workshop.tables(schema)).isGreaterThan(10);
    }

    drop(database.worker(), schema, patient);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void doesNotTouchASchemaThatIsBeingCopied() {
    var schema = oddTenant("copied");

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              SchemaLock.shared(worker, schema);
              assertThatThrownBy(() -> dropper(database.worker(), LIMITS).empty(schema))
                  .isInstanceOf(SchemaBusyException.class);
            });

    drop(database.worker(), schema, LIMITS);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void letsATransactionEndThatHasBegunButNoneBegin() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var schema = workshop.build("shut");
    var dropper = dropper(database.worker(), LIMITS);

    int rows =
        workshop.inside(
            schema,
            app -> {
              dropper.shutOut(schema);
              return app.sql("insert into a values (1)").update();
            });

    assertThat(rows).isOne();
    assertThatThrownBy(() -> workshop.inside(schema, app -> 1))
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void takesRightsOutsideTheSchemaAwayToo() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var schema = workshop.build("privileged");
    worker.execute("grant insert on public.odd_country to " + schema.quoted());

    drop(database.worker(), schema, LIMITS);

    workshop.assertNothingIsThere(schema);
  }

  private SqlIdentifier oddTenant(String name) {
    var schema = OddType.in(workshop).build(name);
    worker.execute(
        "set search_path to %s; %s; reset search_path".formatted(schema.quoted(), OddType.DATA));
    return schema;
  }

  /** Each with an index, an identity, a TOAST table and a foreign key to the one before. */
  private void makeTables(SqlIdentifier schema, int first, int last) {
    worker.execute(
        """
        do $$ begin
          for i in %2$d .. %3$d loop
            execute format('create table %1$s.t%%s (
              id int generated always as identity primary key, name text not null,
              previous int references %1$s.t%%s)', i, greatest(i - 1, 0));
          end loop;
        end $$
        """
            .formatted(schema.quoted(), first, last));
  }

  private void drop(DataSource dataSource, SqlIdentifier schema, DropLimits limits) {
    var dropper = dropper(dataSource, limits);
    dropper.shutOut(schema);
    dropper.empty(schema);
    remove(dataSource, schema, limits);
  }

  private void remove(DataSource dataSource, SqlIdentifier schema, DropLimits limits) {
    workshop
        .transaction(dataSource)
        .executeWithoutResult(status -> dropper(dataSource, limits).remove(schema));
  }

  private static TenantSchemaDropper dropper(DataSource dataSource, DropLimits limits) {
    return new TenantSchemaDropper(dataSource, database.logins().app().name(), limits);
  }

  private static boolean ends(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
