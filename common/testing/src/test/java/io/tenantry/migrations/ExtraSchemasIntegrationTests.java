package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.bootstrap.DatabaseBootstrap;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema that all tenants have on their path, as one of extensions is. */
class ExtraSchemasIntegrationTests {

  private static final String GREET =
      "CREATE FUNCTION extensions.greet() RETURNS text LANGUAGE sql IMMUTABLE RETURN 'hello'";

  private static TestDatabase database;

  @TempDir Path root;

  @BeforeAll
  static void prepare() {
    database = TestDatabase.create();
    var bootstrap =
        new DatabaseBootstrap(
            database.adminUrl(),
            List.of(new SqlIdentifier("extensions"), new SqlIdentifier("More \"of\" them")));
    bootstrap.prepare(database.logins());
    bootstrap.prepare(database.logins());
    database.admin().sql(GREET).update();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void scriptsMigrationsAndRequestsFindWhatIsThere() {
    var workshop = new TenantWorkshop(database, root);
    workshop.migration("V1__a.sql", "create table item (greeting text default greet())");
    SqlIdentifier schema = workshop.build("greeted");
    workshop.migration("V2__b.sql", "insert into item values (greet() || ' again')");
    JdbcClient worker = JdbcClient.create(database.worker());
    SqlIdentifier built = workshop.build("both");

    List<String> rows =
        workshop.inside(
            schema,
            app -> {
              app.sql("insert into item default values").update();
              return app.sql("select greeting from item where greeting = greet()")
                  .query(String.class)
                  .list();
            });

    assertThat(rows).containsExactly("hello");
    assertThat(
            worker
                .sql("select greeting from %s.item".formatted(built.quoted()))
                .query(String.class)
                .list())
        .containsExactly("hello again");
  }

  @Test
  void aTenantsOwnTablesComeFirst() {
    database.admin().sql("create table extensions.thing as select 'theirs' as whose").update();
    database.admin().sql("grant select on extensions.thing to public").update();
    var workshop = new TenantWorkshop(database, root);
    workshop.migration("V1__a.sql", "create table thing as select 'ours' as whose");
    SqlIdentifier schema = workshop.build("first");

    assertThat(
            workshop.<Object>inside(
                schema, app -> app.sql("select whose from thing").query().singleValue()))
        .isEqualTo("ours");
  }

  @Test
  void noTenantCreatesAnythingThere() {
    var workshop = new TenantWorkshop(database, root);
    workshop.migration("V1__a.sql", "select 1");
    SqlIdentifier schema = workshop.build("creates_not");

    assertThatThrownBy(
            () ->
                workshop.inside(
                    schema, app -> app.sql("create table extensions.trap (a int)").update()))
        .isInstanceOf(DataAccessException.class)
        .hasStackTraceContaining("permission denied for schema extensions");
  }

  @Test
  void theProductsOwnSchemasAreRefused() {
    for (String name : List.of("control", "public", "pg_catalog")) {
      var schemas = List.of(new SqlIdentifier(name));
      assertThatThrownBy(() -> new DatabaseBootstrap(database.adminUrl(), schemas))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }
}
