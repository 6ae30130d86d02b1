package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class FailedBuildIntegrationTests {

  private static TestDatabase database;

  @TempDir Path root;
  private TenantWorkshop workshop;
  private JdbcClient worker;

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void openWorkshop() {
    workshop = new TenantWorkshop(database, root);
    worker = JdbcClient.create(database.worker());
  }

  @Test
  void refusesToBuildWithoutATransaction() {
    workshop.migration("V1__a.sql", "select 1");
    var builder = workshop.builder(database.worker(), BuildLimits.defaults());
    var schema = workshop.name("alone");

    assertThatThrownBy(() -> builder.build(schema, "default"))
        .isInstanceOf(IllegalStateException.class);
    workshop.assertNothingIsThere(schema);
  }

  @Test
  void namesScriptLineAndReasonOfAFailureAndLeavesNothing() {
    workshop
        .migration("V1__fine.sql", "create table a (b int primary key);")
        .migration(
            "V2__broken.sql",
            "-- one\ncreate table c (d int primary key);\ninsert into missing values ('é');\n");
    var schema = workshop.name("broken");

    assertThatThrownBy(() -> workshop.build(schema, BuildLimits.defaults()))
        .isInstanceOfSatisfying(
            TenantScriptException.class,
            e -> {
              assertThat(e)
                  .hasMessage("V2__broken.sql line 3: relation \"missing\" does not exist (42P01)");
              assertThat(e.sqlState()).isEqualTo("42P01");
              assertThat(e.script()).endsWith("V2__broken.sql");
            });
    workshop.assertNothingIsThere(schema);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create tabel x (y int)",
        "insert into a values (1), (1)",
        "do $$ begin raise exception 'on purpose'; end $$",
        "create function f() returns int language plpgsql as $$ begin retrun 1; end $$",
        "create function f() returns int language sql as $$ select nothing $$",
        "select 'never closed",
        "/* never closed",
        "do $$ begin execute 'commit'; end $$",
        "create table a (b int)"
      })
  void namesTheScriptWhateverTheMistake(String mistake) {
    workshop
        .migration("V1__fine.sql", "create table a (b int primary key)")
        .seed("5_broken.sql", mistake);

    assertThatThrownBy(() -> workshop.build("mistaken"))
        .isInstanceOf(TenantScriptException.class)
        .hasMessageStartingWith("5_broken.sql");
  }

  @Test
  void refusesASchemaThatExistsAndLeavesItAlone() {
    workshop.migration("V1__a.sql", "create table a (b int primary key)");
    var schema = workshop.name("taken");
    worker.sql("create schema " + schema.quoted()).update();
    worker.sql("create table " + schema.quoted() + ".precious (id int)").update();

    assertThatThrownBy(() -> workshop.build(schema, BuildLimits.defaults()))
        .isInstanceOf(SchemaAlreadyExistsException.class)
        .hasMessageContaining(schema.value());
    assertThat(workshop.tables(schema)).isEqualTo(1);
    assertThat(workshop.roles(schema)).isZero();
  }

  @Test
  void refusesARoleThatExists() {
    workshop.migration("V1__a.sql", "select 1");
    var schema = workshop.name("takenrole");
    worker.sql("create role " + schema.quoted() + " nologin").update();

    assertThatThrownBy(() -> workshop.build(schema, BuildLimits.defaults()))
        .isInstanceOf(SchemaAlreadyExistsException.class);
    assertThat(workshop.schemas(schema)).isZero();
    assertThat(workshop.roles(schema)).isOne();
  }

  @Test
  void letsOneOfSeveralWinTheSameName() throws Exception {
    workshop.migration("V1__a.sql", "create table a (b int primary key)");
    var schema = workshop.name("race");
    var unhurried = new BuildLimits(Duration.ofMinutes(2), Duration.ofMinutes(2));
    Callable<String> attempt =
        () -> {
          try {
            return workshop.build(schema, unhurried);
          } catch (SchemaAlreadyExistsException e) {
            return "taken";
          }
        };

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = threads.invokeAll(Collections.nCopies(6, attempt));
      assertThat(outcomes)
          .extracting(Future::resultNow)
          .containsExactlyInAnyOrder("1", "taken", "taken", "taken", "taken", "taken");
    }
    assertThat(workshop.tables(schema)).isEqualTo(2);
  }

  @Test
  void doesNotTakeAScriptsOwnDuplicateForATakenName() {
    workshop.migration("V1__a.sql", "create schema pg_catalog");

    assertThatThrownBy(() -> workshop.build("duplicate")).isInstanceOf(TenantScriptException.class);
  }

  @Test
  void doesNotWaitForALockForEver() {
    worker.sql("create table public.contended (id int primary key)").update();
    workshop.migration(
        "V1__a.sql", "create table a (b int primary key references public.contended)");
    var schema = workshop.name("locked");
    var limits = new BuildLimits(Duration.ofMillis(50), Duration.ZERO);

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              worker.sql("lock table public.contended").update();
              var other = workshop.unpooled();
              assertThatThrownBy(() -> workshop.build(other, schema, limits))
                  .isInstanceOfSatisfying(
                      TenantScriptException.class, e -> assertThat(e.sqlState()).isEqualTo("55P03"))
                  .hasMessageStartingWith("V1__a.sql");
            });
  }

  @Test
  void doesNotRunForEver() {
    workshop.migration("V1__slow.sql", "select pg_sleep(600)");
    // Enough to get to the script, which on a busy machine takes more than its milliseconds.
    var limits = new BuildLimits(Duration.ZERO, Duration.ofSeconds(3));

    assertThatThrownBy(() -> workshop.build(workshop.name("slow"), limits))
        .isInstanceOfSatisfying(
            TenantScriptException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"))
        .hasMessageStartingWith("V1__slow.sql");
  }
}
