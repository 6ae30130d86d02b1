package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A replayed schema is the schema that Flyway would have made. */
class FlywayEquivalenceIntegrationTests {

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
            .migration(
                "V001__create_orders.sql",
                """
                create type stage as enum ('open', 'paid');
                create domain amount as numeric(12, 2) check (value >= 0);
                create table customer (
                  id bigint generated always as identity primary key,
                  email text not null unique,
                  name varchar(80) collate "C" default 'it''s nobody');
                create table purchase (
                  id uuid primary key default gen_random_uuid(),
                  customer_id bigint not null references customer on delete cascade,
                  stage stage not null default 'open',
                  total amount, doubled numeric generated always as (total * 2) stored);
                create index purchase_open on purchase (customer_id desc, lower(id::text)) where stage = 'open';
                """)
            .migration(
                "V002__add_views_and_triggers.sql",
                """
                create view open_purchase with (security_invoker) as
                  select p.id, c.name, '${flyway:defaultSchema}' <> '' as named
                  from purchase p join customer c on c.id = p.customer_id where p.stage = 'open';
                create function shout() returns trigger language plpgsql as $$
                begin new.name := upper(new.name); return new; end $$;
                create trigger shout before insert on customer for each row execute function shout();
                comment on table customer is '${greeting}';
                """)
            .migration(
                "V2.1__change__%s.sql".formatted("a_long_description_".repeat(11)),
                "alter table customer add column note text; alter table customer drop column"
                    + " email;\r\n"
                    + "create sequence receipt increment 10; insert into customer (name) values"
                    + " ('x')");
  }

  @Test
  void catalogIsEqual() {
    var replayed = CatalogSnapshot.of(worker, workshop.build("replayed"));
    var migrated = CatalogSnapshot.of(worker, workshop.buildWithFlyway("migrated"));

    assertThat(withoutView(CatalogSnapshot.differences(replayed, migrated))).isEmpty();
    assertThat(replayed.facts()).hasSizeGreaterThan(60);
  }

  @Test
  void historyIsEqual() {
    var replayed = workshop.build("history_r");
    var migrated = workshop.buildWithFlyway("history_m");

    assertThat(history(replayed)).hasSize(3).isEqualTo(history(migrated));
  }

  @Test
  void flywayValidatesAndHasNothingToDo() {
    var schema = workshop.build("validated");

    var flyway = workshop.flyway(schema);
    flyway.validate();

    assertThat(flyway.migrate().migrationsExecuted).isZero();
  }

  @Test
  void flywayGoesOnWhereTheReplayEnded() {
    var schema = workshop.build("continued");
    workshop.migration("V3__next.sql", "create table next (id int primary key)");

    assertThat(workshop.flyway(schema).migrate().targetSchemaVersion).isEqualTo("3");
    var anew = CatalogSnapshot.of(worker, workshop.build("anew"));
    assertThat(withoutView(CatalogSnapshot.differences(CatalogSnapshot.of(worker, schema), anew)))
        .isEmpty();
  }

  /** The view carries its schema's name on purpose, by Flyway's placeholder. */
  private static List<String> withoutView(List<String> differences) {
    return differences.stream()
        .filter(d -> !d.contains("definition of view open_purchase"))
        .toList();
  }

  private List<Map<String, Object>> history(SqlIdentifier schema) {
    return worker.queryForList(
        """
        select installed_rank, version, description, type, script, checksum, installed_by, success
        from %s.flyway_schema_history order by installed_rank
        """
            .formatted(schema.quoted()));
  }
}
