package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class TenantSchemaRenamerIntegrationTests {

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
  void keepsEverythingWorkingUnderTheNewName() {
    var from = OddType.in(workshop).build("before");
    var to = workshop.name("after \"x\"");

    rename(from, to);

    workshop.assertNothingIsThere(from);
    var noted =
        workshop.inside(
            to,
            app -> {
              app.sql("insert into \"Über Table\" (mail, n) values ('a@b', 4)").update();
              app.sql("select * from happier").query().listOfRows();
              return app.sql("select what from log order by id desc limit 1")
                  .query(String.class)
                  .single();
            });
    assertThat(noted).isEqualTo("Über Table INSERT");
  }

  @Test
  void letsATransactionGoOnThatHasBegunAndNoneBeginUnderTheOldName() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var from = workshop.build("open");
    var to = workshop.name("opened");

    int rows =
        workshop.inside(
            from,
            app -> {
              app.sql("insert into a values (1)").update();
              rename(from, to);
              app.sql("insert into a values (2)").update();
              return app.sql("select count(*) from a").query(Integer.class).single();
            });

    assertThat(rows).isEqualTo(2);
    assertThatThrownBy(() -> workshop.inside(from, app -> 1))
        .rootCause()
        .hasMessageContaining("does not exist");
    assertThat(
            workshop.<Integer>inside(
                to, app -> app.sql("select count(*) from a").query(Integer.class).single()))
        .isEqualTo(2);
  }

  @Test
  void refusesANameThatARoleOrASchemaHasAndChangesNothing() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var from = workshop.build("modest");
    var role = workshop.name("role_only");
    var schema = workshop.name("schema_only");
    worker.execute("create role %s nologin".formatted(role.quoted()));
    worker.execute("create schema " + schema.quoted());

    assertThatThrownBy(() -> rename(from, role)).isInstanceOf(SchemaAlreadyExistsException.class);
    assertThatThrownBy(() -> rename(from, schema)).isInstanceOf(SchemaAlreadyExistsException.class);

    assertThat(workshop.schemas(from)).isOne();
    assertThat(workshop.roles(from)).isOne();
    assertThat(workshop.roles(schema)).isZero();
  }

  @Test
  void waitsForNoCopyButSaysThatThereIsOne() {
    workshop.migration("V1__a.sql", "create table a (id int primary key)");
    var from = workshop.build("copied");
    var elsewhere = new JdbcTemplate(workshop.unpooled());

    workshop
        .transaction(elsewhere.getDataSource())
        .executeWithoutResult(
            status -> {
              SchemaLock.shared(elsewhere, from);
              assertThatThrownBy(() -> rename(from, workshop.name("copied_too")))
                  .isInstanceOf(SchemaBusyException.class);
            });

    assertThat(workshop.schemas(from)).isOne();
  }

  private void rename(SqlIdentifier from, SqlIdentifier to) {
    var renamer = new TenantSchemaRenamer(database.worker(), Duration.ofSeconds(30));
    workshop
        .transaction(database.worker())
        .executeWithoutResult(status -> renamer.rename(from, to));
  }
}
