package io.tenantry.migrations.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.TenantScriptException;
import io.tenantry.migrations.TenantWorkshop;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class MigrationIntegrationTests {

  private static TestDatabase database;

  @TempDir Path root;
  private TenantWorkshop workshop;
  private JdbcTemplate worker;

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void writeScripts() {
    worker = new JdbcTemplate(database.worker());
    workshop =
        new TenantWorkshop(database, root)
            .migration("V1__create_a.sql", "create table a (b int primary key)");
  }

  @Test
  void isDoneInOneTransaction() {
    var schema = workshop.build("simple");
    workshop.migration("V2__add_c.sql", "alter table a add c text");

    var plan = plan(schema);
    assertThat(plan.from()).isEqualTo("1");
    assertThat(plan.to().version()).isEqualTo("2");
    assertThat(plan.scripts()).extracting(PendingScript::name).containsExactly("V2__add_c.sql");
    assertThat(plan.replayable()).isTrue();
    migrate(plan);

    assertThat(columns(schema)).containsExactly("b", "c");
    assertThat(state(schema)).isEqualTo(new SchemaState.Current(plan.to()));
  }

  @Test
  void undoesEverythingWhenAScriptFailsAndNamesItAndTheLine() {
    var schema = workshop.build("fails");
    workshop
        .migration("V2__add_c.sql", "alter table a add c text")
        .migration("V3__broken.sql", "-- one\ninsert into missing values (1)");
    var plan = plan(schema);

    assertThatThrownBy(() -> migrate(plan))
        .isInstanceOfSatisfying(
            TenantScriptException.class, e -> assertThat(e.script()).isEqualTo("V3__broken.sql"))
        .hasMessage("V3__broken.sql line 2: relation \"missing\" does not exist (42P01)");
    assertThat(columns(schema)).containsExactly("b");
    assertThat(plan(schema).seen()).isEqualTo(plan.seen());
  }

  @Test
  void doesNotRunWhileSomebodyElseIsAtWorkOnTheSchema() {
    var schema = workshop.build("locked");
    workshop.migration("V2__add_c.sql", "alter table a add c text");
    var plan = plan(schema);

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              SchemaLock.shared(worker, schema);
              assertThatThrownBy(() -> migrate(workshop.unpooled(), plan, BuildLimits.defaults()))
                  .isInstanceOf(SchemaBusyException.class);
            });
    migrate(plan);
  }

  @Test
  void doesNotWaitForTheTenantsTransactionsForLong() {
    var schema = workshop.build("used");
    workshop.migration("V2__add_c.sql", "alter table a add c text");
    var plan = plan(schema);
    var limits = new BuildLimits(Duration.ofMillis(50), Duration.ZERO);

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              worker.execute("select from %s.a".formatted(schema.quoted()));
              assertThatThrownBy(() -> migrate(workshop.unpooled(), plan, limits))
                  .isInstanceOf(SchemaBusyException.class)
                  .hasMessageContaining("V2__add_c.sql");
            });
    migrate(plan);
  }

  @Test
  void doesNothingWhenTheHistoryHasChangedSinceThePlan() {
    var schema = workshop.build("stale");
    workshop.migration("V2__add_c.sql", "alter table a add c text");
    var plan = plan(schema);
    migrate(plan);

    assertThatThrownBy(() -> migrate(plan)).isInstanceOf(StalePlanException.class);
    worker.execute("alter schema %s rename to %s".formatted(schema.quoted(), "gone_stale"));
    assertThatThrownBy(() -> migrate(plan)).isInstanceOf(StalePlanException.class);
  }

  @Test
  void happensOnceHoweverManyTryAtTheSameTime() throws Exception {
    var schema = workshop.build("race");
    workshop.migration("V2__add_row.sql", "insert into a select count(*) from a");
    var plan = plan(schema);
    Callable<String> attempt =
        () -> {
          try {
            return migrate(plan);
          } catch (SchemaBusyException | StalePlanException e) {
            return "other";
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> outcomes =
          threads.invokeAll(List.of(attempt, attempt, attempt, attempt));
      assertThat(outcomes)
          .extracting(Future::resultNow)
          .containsExactlyInAnyOrder("2", "other", "other", "other");
    }
    assertThat(worker.queryForList("select b from %s.a".formatted(schema.quoted()), Integer.class))
        .containsExactly(0);
  }

  @Test
  void needsATransaction() {
    var schema = workshop.build("alone");
    workshop.migration("V2__add_c.sql", "alter table a add c text");
    var migrator = workshop.migrator(database.worker());
    var plan = plan(schema);

    assertThatThrownBy(() -> migrator.migrate(plan, BuildLimits.defaults()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(columns(schema)).containsExactly("b");
  }

  @Test
  void readsTheStatesOfManyOfWhichSomeAreNotThere() {
    var first = workshop.build("many_1");
    var second = workshop.build("many_2");
    workshop.migration("V2__add_c.sql", "alter table a add c text");
    var third = workshop.build("many_3");
    var without = workshop.name("many_without");
    worker.execute("create schema " + without.quoted());
    var missing = workshop.name("many_missing");
    var schemas = new ArrayList<>(List.of(missing, first, without, second, third));

    var states = workshop.migrator(database.worker()).states("default", schemas);

    assertThat(states.keySet()).containsExactlyElementsOf(schemas);
    assertThat(states.get(first)).isInstanceOf(SchemaState.Behind.class);
    assertThat(states.get(second)).isInstanceOf(SchemaState.Behind.class);
    assertThat(states.get(third)).isInstanceOf(SchemaState.Current.class);
    assertThat(states.get(missing))
        .isEqualTo(states.get(without))
        .isInstanceOfSatisfying(
            SchemaState.Refused.class,
            refused -> assertThat(refused.reason()).contains("no history"));
    assertThat(workshop.migrator(database.worker()).states("default", List.of())).isEmpty();
  }

  private SchemaState state(SqlIdentifier schema) {
    return workshop.migrator(database.worker()).states("default", List.of(schema)).get(schema);
  }

  private MigrationPlan plan(SqlIdentifier schema) {
    assertThat(state(schema)).isInstanceOf(SchemaState.Behind.class);
    return ((SchemaState.Behind) state(schema)).plan();
  }

  private String migrate(MigrationPlan plan) {
    return migrate(database.worker(), plan, BuildLimits.defaults());
  }

  private String migrate(DataSource dataSource, MigrationPlan plan, BuildLimits limits) {
    var migrator = workshop.migrator(dataSource);
    return workshop
        .transaction(dataSource)
        .execute(status -> migrator.migrate(plan, limits))
        .version();
  }

  private List<String> columns(SqlIdentifier schema) {
    return worker.queryForList(
        """
        select column_name from information_schema.columns
        where table_schema = ? and table_name = 'a' order by ordinal_position
        """,
        String.class,
        schema.value());
  }
}
