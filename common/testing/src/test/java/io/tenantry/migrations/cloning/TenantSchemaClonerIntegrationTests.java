package io.tenantry.migrations.cloning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.FaultyDataSource;
import io.tenantry.migrations.OddType;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.TenantWorkshop;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

class TenantSchemaClonerIntegrationTests {

  private static final CloneLimits LIMITS =
      new CloneLimits(Duration.ofSeconds(60), Duration.ofMinutes(5));

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
  void equalsItsSourceInEveryKindOfObjectAndInEveryRow() {
    var source = oddTenant("odd");
    var clone = workshop.name("odd clone {\"x\"}");

    assertThat(cloneWithRows(source, clone)).isEqualTo("4");

    assertEqualCatalogs(source, clone);
    assertThat(comments(clone)).isEqualTo(comments(source)).hasSizeGreaterThan(5);
    assertThat(rows(clone)).isEqualTo(rows(source)).hasSizeGreaterThan(20);
  }

  @Test
  void givesBothTheSameNextNumbers() {
    var source = oddTenant("numbers");
    var clone = workshop.name("numbers_clone");
    cloneWithRows(source, clone);

    for (SqlIdentifier schema : List.of(source, clone)) {
      inPath(
          schema,
          """
          insert into "Über Table" (mail) values ('next@one');
          insert into log (what) values ('next');
          insert into scratch values (nextval('free_number'))\
          """);
    }

    assertThat(rows(clone)).isEqualTo(rows(source));
  }

  @Test
  void worksLikeItsSource() {
    var source = oddTenant("works");
    var clone = workshop.name("works_clone");
    cloneWithRows(source, clone);

    var noted =
        workshop.inside(
            clone,
            app -> {
              app.sql("insert into \"Über Table\" (mail, n) values ('a@b', 4)").update();
              return app.sql("select what from log order by id desc limit 1")
                  .query(String.class)
                  .single();
            });

    assertThat(noted).isEqualTo("Über Table INSERT");
    assertThatThrownBy(() -> inPath(clone, "insert into uses_pair values (9, 8, 7)"))
        .rootCause()
        .hasMessageContaining("violates foreign key");
    assertThatThrownBy(() -> inPath(clone, "truncate \"Über Table\" cascade"))
        .rootCause()
        .hasMessageContaining("never");
    assertThat(rows(source)).noneMatch(row -> row.contains("Über Table INSERT\n"));
  }

  @Test
  void hasTheRowsOfANewTenantWhereNoneAreWanted() {
    var source = oddTenant("rowless");
    var clone = workshop.name("rowless_clone");
    var fresh = workshop.build("rowless_fresh");

    workshop
        .transaction(database.worker())
        .executeWithoutResult(status -> cloner(database.worker()).build(source, clone, "default"));

    assertEqualCatalogs(source, clone);
    assertThat(rowsButHistory(clone)).isEqualTo(rowsButHistory(fresh)).isNotEmpty();
  }

  @Test
  void hasTheVersionOfAnOlderSource() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("older");
    worker.execute("insert into %s.a values (7)".formatted(source.quoted()));
    workshop.migration("V2__b.sql", "create table b (id int primary key)");
    var clone = workshop.name("older_clone");

    assertThat(cloneWithRows(source, clone)).isEqualTo("1");

    assertEqualCatalogs(source, clone);
    assertThat(rows(clone)).isEqualTo(rows(source));
  }

  @Test
  void refusesASourceThatIsNotWhatItsScriptsMake() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("drifted");
    worker.execute("alter table %s.a add column secret text".formatted(source.quoted()));
    var clone = workshop.name("drifted_clone");

    assertThatThrownBy(() -> cloneWithRows(source, clone))
        .isInstanceOf(SourceDiffersException.class)
        .hasMessageContaining("column a.secret");
    workshop.assertNothingIsThere(clone);
  }

  @Test
  void refusesASourceWhoseScriptsAreOthers() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("rewritten");
    workshop.migration("V1__a.sql", "create table a (id int primary key) -- changed");
    var clone = workshop.name("rewritten_clone");

    assertThatThrownBy(() -> cloneWithRows(source, clone))
        .isInstanceOf(SourceDiffersException.class)
        .hasMessageContaining("history has V1__a.sql");
    workshop.assertNothingIsThere(clone);
  }

  @Test
  void noticesASourceThatChangesBetweenStructureAndRows() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("moving");
    var clone = workshop.name("moving_clone");
    prepare(source, clone);
    worker.execute("create index on %s.a ((id + 1))".formatted(source.quoted()));

    assertThatThrownBy(() -> copy(database.worker(), source, clone))
        .isInstanceOf(SourceDiffersException.class)
        .hasMessageContaining("index a_expr_idx");
  }

  @Test
  void copiesOneMomentWhileTheSourceIsWrittenTo() throws Exception {
    workshop.migration(
        "V1__a.sql",
        """
        create table a (id int generated always as identity primary key, balance int not null);
        create table b (id int generated always as identity primary key, balance int not null)
        """);
    var source = workshop.build("busy");
    inPath(source, "insert into a (balance) values (100); insert into b (balance) values (0)");
    var clone = workshop.name("busy_clone");
    prepare(source, clone);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection blocker = workshop.unpooled().getConnection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      // The copy waits here between the two tables.
      statement.execute("lock table %s.b in access exclusive mode".formatted(clone.quoted()));
      Future<?> copy = threads.submit(() -> copy(database.worker(), source, clone));
      awaitWaiting(clone, "b");

      workshop.inside(
          source,
          app -> {
            app.sql("update a set balance = balance - 60").update();
            app.sql("update b set balance = balance + 60").update();
            app.sql("insert into b (balance) values (1)").update();
            return app.sql("delete from a where balance < 0").update();
          });
      blocker.commit();
      copy.get();
    }

    assertThat(rowsButHistory(clone)).containsExactly("a (1,100)", "b (1,0)");
    assertThat(rowsButHistory(source)).containsExactly("a (1,40)", "b (1,60)", "b (2,1)");
    // Not the moment's, but never behind its rows.
    inPath(clone, "insert into b (balance) values (2)");
    assertThat(rowsButHistory(clone)).contains("b (3,2)");
  }

  @Test
  void keepsAStructureWhoseCopyWasCutOffForTheNextTry() {
    var source = oddTenant("cut");
    var clone = workshop.name("cut_clone");
    prepare(source, clone);

    assertThatThrownBy(() -> copy(new FaultyDataSource(database.worker(), 1), source, clone))
        .hasStackTraceContaining("lost at commit 1");
    assertThat(rows(clone)).isEmpty();

    copy(database.worker(), source, clone);
    assertEqualCatalogs(source, clone);
    assertThat(rows(clone)).isEqualTo(rows(source));
  }

  @Test
  void doesNotCopyWhatIsBeingDroppedOrRenamed() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("going");
    var clone = workshop.name("going_clone");
    prepare(source, clone);

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              SchemaLock.exclusive(worker, source);
              // On connections of its own.
              assertThatThrownBy(() -> copy(workshop.unpooled(), source, clone))
                  .isInstanceOf(SchemaBusyException.class);
            });
  }

  @Test
  void refusesATransactionThatSeesOtherMomentsLater() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var source = workshop.build("committed");
    var clone = workshop.name("committed_clone");
    prepare(source, clone);
    var cloner = cloner(database.worker());
    var plan = cloner.plan(source, clone);

    assertThatThrownBy(
            () ->
                workshop
                    .transaction(database.worker())
                    .executeWithoutResult(status -> cloner.copy(plan)))
        .isInstanceOf(IllegalStateException.class);
  }

  private SqlIdentifier oddTenant(String name) {
    var schema = OddType.in(workshop).build(name);
    inPath(schema, OddType.DATA);
    return schema;
  }

  private String cloneWithRows(SqlIdentifier source, SqlIdentifier clone) {
    var version = prepare(source, clone);
    copy(database.worker(), source, clone);
    return version;
  }

  private String prepare(SqlIdentifier source, SqlIdentifier clone) {
    return workshop
        .transaction(database.worker())
        .execute(status -> cloner(database.worker()).prepare(source, clone, "default"))
        .version();
  }

  private void copy(DataSource dataSource, SqlIdentifier source, SqlIdentifier clone) {
    var cloner = cloner(dataSource);
    var plan = cloner.plan(source, clone);
    var transaction = workshop.transaction(dataSource);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    transaction.executeWithoutResult(status -> cloner.copy(plan));
  }

  private TenantSchemaCloner cloner(DataSource dataSource) {
    return new TenantSchemaCloner(
        dataSource,
        workshop.builder(dataSource, BuildLimits.defaults()),
        workshop.scripts(),
        LIMITS);
  }

  private void awaitWaiting(SqlIdentifier schema, String table) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                worker.queryForObject(
                    "select count(*) from pg_locks where not granted and relation = ?::regclass",
                    Integer.class,
                    schema.quoted() + "." + table),
            waiting -> waiting == 1);
  }

  private void assertEqualCatalogs(SqlIdentifier source, SqlIdentifier clone) {
    assertThat(
            CatalogSnapshot.differences(
                CatalogSnapshot.of(worker, source), CatalogSnapshot.of(worker, clone)))
        .isEmpty();
  }

  private List<String> comments(SqlIdentifier schema) {
    return worker.queryForList(
        """
        select o.type || ' ' || replace(o.identity, quote_ident(n.nspname) || '.', '') || ' ' || description
        from pg_namespace n, pg_description d,
          lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
        where n.nspname = ? and o.identity like '%' || quote_ident(n.nspname) || '.%'
        order by 1
        """,
        String.class, schema.value());
  }

  /** All rows of all tables, as text. */
  private List<String> rows(SqlIdentifier schema) {
    return tables(schema).stream().flatMap(table -> rows(schema, table).stream()).toList();
  }

  private List<String> rowsButHistory(SqlIdentifier schema) {
    return tables(schema).stream()
        .filter(table -> !table.startsWith("flyway"))
        .flatMap(table -> rows(schema, table).stream())
        .toList();
  }

  private List<String> rows(SqlIdentifier schema, String table) {
    return worker.queryForList(
        "select '%1$s ' || t::text from %2$s.\"%1$s\" t order by 1"
            .formatted(table, schema.quoted()),
        String.class);
  }

  private List<String> tables(SqlIdentifier schema) {
    return worker.queryForList(
        "select tablename from pg_tables where schemaname = ? order by 1",
        String.class,
        schema.value());
  }

  private void inPath(SqlIdentifier schema, String sql) {
    try (Connection connection = database.worker().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local search_path to %s, public; %s".formatted(schema.quoted(), sql));
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
