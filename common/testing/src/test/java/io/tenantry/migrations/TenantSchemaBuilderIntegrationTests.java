package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PreferQueryMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class TenantSchemaBuilderIntegrationTests {

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
  void makesATenantThatItsRoleCanWorkIn() {
    workshop
        .migration(
            "V1__a.sql",
            "create table item (id int generated always as identity primary key, name text)")
        .seed("1.sql", "insert into item (name) values ('seeded')");
    var schema = workshop.name("works");

    assertThat(workshop.build(schema, BuildLimits.defaults())).isEqualTo("1");

    var names =
        workshop.inside(
            schema,
            app -> {
              app.sql("insert into item (name) values ('added')").update();
              return app.sql("select name from item order by id").query(String.class).list();
            });
    assertThat(names).containsExactly("seeded", "added");
  }

  @Test
  void keepsTheHistoryFromTheTenant() {
    workshop.migration("V1__a.sql", "select 1");
    var schema = workshop.build("history");

    assertThatThrownBy(
            () ->
                workshop.inside(
                    schema,
                    app -> app.sql("select * from flyway_schema_history").query().listOfRows()))
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void leavesNoTransactionOpenWhoseWorkerIsGone() {
    workshop.migration("V1__a.sql", "select 1");
    var limits = new BuildLimits(Duration.ofSeconds(1), Duration.ofSeconds(40));

    var patience =
        workshop
            .transaction(database.worker())
            .execute(
                status -> {
                  workshop
                      .builder(database.worker(), limits)
                      .build(workshop.name("patience"), "default");
                  return worker
                      .sql("SHOW idle_in_transaction_session_timeout")
                      .query(String.class)
                      .single();
                });

    assertThat(patience).isEqualTo("40s");
  }

  @Test
  void leavesTheCommitToTheCaller() {
    workshop.migration("V1__a.sql", "select 1");
    var schema = workshop.name("undecided");

    workshop
        .transaction(database.worker())
        .executeWithoutResult(
            status -> {
              workshop.builder(database.worker(), BuildLimits.defaults()).build(schema, "default");
              status.setRollbackOnly();
            });

    workshop.assertNothingIsThere(schema);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b",
        "it's",
        "a; drop schema public",
        "$$",
        "$tenantry_do$",
        "a\\b",
        "A b{c}?:d",
        "--",
        "select"
      })
  void quotesEveryName(String name) {
    workshop.migration(
        "V1__a.sql", "create table a (b text primary key); insert into a values ('x')");
    var schema = workshop.build(name);

    assertThat(worker.sql("select b from " + schema.quoted() + ".a").query(String.class).single())
        .isEqualTo("x");
    assertThat(workshop.roles(schema)).isOne();
    assertThat(workshop.schemas(schema)).isOne();
  }

  @Test
  void sendsScriptsAsTheyAre() {
    var odd =
        """
        /* outer /* inner; */ still ' a comment $$ */
        create table odd (id int primary key, a text, b jsonb);
        insert into odd values (1, 'semi;colon -- no comment', '{"x": 1}');
        insert into odd select 2, E'back\\\\slash \\'quoted\\'', '{"y": {"z": []}}' where '{"x": 1}'::jsonb ? 'x';
        insert into odd values (3, $a$it's $b$ $$ ? :name {fn now()} $tenantry_script$ $tenantry_do$ $a$, null);
        create function twice(n int) returns int language plpgsql as $f$
        begin
          -- it's; fine
          return n * 2;
        end $f$;
        insert into odd values (4, U&'d\\0061ta', null);
        select "a" from odd where a = '/*tenantry:0*/';
        ;;
        insert into odd values (twice(3), '${greeting}', null) -- a last comment, no end of line\
        """;
    workshop.migration("V1__odd.sql", odd);
    var schema = workshop.build("odd");

    var rows =
        worker
            .sql("select id || ':' || a from " + schema.quoted() + ".odd order by id")
            .query(String.class)
            .list();

    assertThat(rows)
        .containsExactly(
            "1:semi;colon -- no comment",
            "2:back\\slash 'quoted'",
            "3:it's $b$ $$ ? :name {fn now()} $tenantry_script$ $tenantry_do$ ",
            "4:data",
            "6:hello");
  }

  @Test
  void worksOnAConnectionInSimpleQueryMode() {
    var simple = workshop.unpooled();
    simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
    workshop.migration("V1__a.sql", "create table a (b int primary key)");
    var schema = workshop.name("simple");

    assertThat(workshop.build(simple, schema, BuildLimits.defaults())).isEqualTo("1");
    assertThat(workshop.tables(schema)).isEqualTo(2);
  }

  @Test
  void startsEveryScriptInTheTenantsSchemaAndEndsOnTheLoginsOwnPath() {
    workshop
        .migration("V1__a.sql", "set local search_path to public; select 1")
        .migration("V2__b.sql", "create table b (c int primary key)");
    var schema = workshop.name("path");

    var path =
        workshop
            .transaction(database.worker())
            .execute(
                status -> {
                  var before = worker.sql("show search_path").query(String.class).single();
                  workshop
                      .builder(database.worker(), BuildLimits.defaults())
                      .build(schema, "default");
                  return Map.entry(
                      before, worker.sql("show search_path").query(String.class).single());
                });

    assertThat(path.getValue()).isEqualTo(path.getKey());
    assertThat(workshop.tables(schema)).isEqualTo(2);
  }
}
