package io.tenantry.migrations.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.migrations.TenantWorkshop;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

class ScriptRulesIntegrationTests {

  private static TestDatabase database;

  @TempDir Path root;
  private TenantWorkshop workshop;
  private JdbcTemplate worker;

  @BeforeAll
  static void createDatabase() {
    database = TestDatabase.create();
    var worker = new JdbcTemplate(database.worker());
    worker.execute("create table public.currency (code text primary key)");
    worker.execute("create schema elsewhere");
    worker.execute("create table elsewhere.thing (id int primary key)");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create table a (b int)                                        | table a: has no primary key
          create table a (id serial primary key)                        | column a.id: takes its default from a sequence
          create sequence s; create table a (id int primary key default nextval('s')) | column a.id: takes its default from a sequence
          create view v as select 1 as one                              | view v: must have the option security_invoker
          create view v with (security_invoker = off) as select 1 as one | view v: must have the option security_invoker
          create materialized view m as select 1 as one                 | materialized view m: runs with the owner's rights
          create function f() returns int language sql security definer as 'select 1' | function f: must not be SECURITY DEFINER
          create table a (id int primary key); create table b (primary key (id)) inherits (a) | table b: must not inherit
          create table a (id int primary key references elsewhere.thing) | constraint a.a_id_fkey: refers to schema elsewhere
          create view v with (security_invoker) as select * from elsewhere.thing | view v: uses schema elsewhere
          create table currency (id int primary key)                    | table currency: exists in public as well
          create function f() returns int language sql as 'select 1 from ${flyway:defaultSchema}.flyway_schema_history' | function f: names the schema it is in
          create function f() returns int language sql set search_path = ${flyway:defaultSchema} as 'select 1' | function f: names the schema it is in
          """)
  void findsWhatBreaksARule(String script, String violation) {
    workshop.migration("V1__a.sql", script);
    var schema = workshop.build("rule" + Math.abs(script.hashCode()));

    assertThat(ScriptRules.inSchema(worker, schema))
        .anySatisfy(found -> assertThat(found).asString().startsWith(violation));
  }

  @Test
  void findsNothingInAGoodSchema() {
    workshop.migration(
        "V1__a.sql",
        """
        create table item (id int generated always as identity primary key,
          currency text references public.currency, parent int references item);
        create view item_view with (security_invoker = true) as
          select item.id from item join public.currency c on c.code = item.currency;
        create function f() returns bigint language sql as 'select count(*) from item';
        """);

    assertThat(ScriptRules.inSchema(worker, workshop.build("good"))).isEmpty();
    assertThat(ScriptRules.inText(workshop.scripts().of("default"))).isEmpty();
  }

  @Test
  void readsTheTextOfAllScripts() {
    workshop
        .migration("V1__a.sql", "select 1")
        .migration("V2__b.sql", "create temp table a (b int)");

    assertThat(ScriptRules.inText(workshop.scripts().of("default")))
        .singleElement()
        .asString()
        .contains("V2__b.sql line 1");
  }
}
