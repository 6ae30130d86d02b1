package io.tenantry.tenancy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** SQL of a developer, by mistake or not, that names the schema of another tenant. */
class ForeignSchemaTests {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static TestDatabase database;
  private static Tenant one;
  private static Tenant two;
  private static JdbcTemplate jdbc;
  private static TransactionTemplate transaction;
  private static JdbcTemplate worker;

  @BeforeAll
  static void createTenants() {
    database = TestDatabase.create();
    one = TestTenants.create(database, "one");
    two = TestTenants.create(database, "two");
    TenantDataSource source = new TenantDataSource(_ -> database.app(), new TestRegistry());
    jdbc = new JdbcTemplate(source);
    transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    worker = new JdbcTemplate(database.worker());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** The names of the two schemas as a script or a developer writes them. */
  private static String named(String sql) {
    return sql.replace("OTHER", "\"" + two.role() + "\"").replace("OWN", "\"" + one.role() + "\"");
  }

  private static void assertRefused(String sql) {
    assertThatThrownBy(() -> CurrentTenant.run(one, () -> jdbc.execute(sql)))
        .as(sql)
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select name from OTHER.item",
        "select i.name from item i join OTHER.item o on o.id = i.id",
        "select name from item where exists (select from OTHER.item)",
        "select name from item union all select name from OTHER.item",
        "with o as (select name from OTHER.item) select name from o",
        "insert into OTHER.item (name) values ('x')",
        "insert into item (name) select name || '!' from OTHER.item",
        "update OTHER.item set price = 1",
        "update item set price = o.price from OTHER.item o",
        "delete from OTHER.item",
        "truncate OTHER.item",
        "copy OTHER.item to stdout",
        "drop table OTHER.item",
        "alter table OTHER.item add column x int",
        "create table OTHER.mine (id int)",
        "select nextval('OTHER.item_id_seq')",
        "do $$ begin perform name from OTHER.item; end $$",
        "set local search_path = OTHER, pg_catalog; select 'OTHER.item'::regclass",
        "explain analyze select name from OTHER.item",
        "prepare q as select name from OTHER.item; execute q",
        "declare c cursor with hold for select name from OTHER.item"
      })
  void isRefused(String sql) {
    assertRefused(named(sql));
  }

  @Test
  void isRefusedInATransactionThatHasBegun() {
    CurrentTenant.run(
        one,
        () ->
            transaction.executeWithoutResult(
                status -> {
                  assertThat(jdbc.queryForList("select name from item", String.class))
                      .containsExactly(one.role());
                  assertThatThrownBy(
                          () ->
                              jdbc.queryForList(named("select name from OTHER.item"), String.class))
                      .rootCause()
                      .hasMessageContaining("permission denied");
                  status.setRollbackOnly();
                }));
  }

  /** The path alone shows nothing: what it names is not to be seen. */
  @Test
  void findsNothingByItsPath() {
    assertThatThrownBy(
            () ->
                CurrentTenant.run(
                    one,
                    () ->
                        transaction.executeWithoutResult(
                            _ -> {
                              jdbc.execute(named("set local search_path = OTHER"));
                              jdbc.queryForList("select name from item", String.class);
                            })))
        .rootCause()
        .hasMessageContaining("relation \"item\" does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create view v as select 1",
        "create view OWN.v with (security_invoker) as select name from OTHER.item",
        "create materialized view OWN.v as select name from OTHER.item",
        "create function OWN.f() returns bigint language sql as 'select count(*) from item'",
        "create function f() returns text language sql security definer as 'select current_user'",
        "create table OWN.copy as table OTHER.item",
        "create rule r as on select to item do instead select * from OTHER.item",
        "create table public.open (name text)",
        "create view public.v as select 1",
        "create temp table t (name text)",
        "create temp view v as select 1"
      })
  void canNotBeHiddenInWhatATenantMakes(String sql) {
    assertRefused(named(sql));
  }

  /** What a script would have made is refused when it is used, unless it ran as its owner. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create view OWN.carrier with (security_invoker) as select name from OTHER.item",
        "create view public.carrier with (security_invoker) as select name from OTHER.item;"
            + " grant select on public.carrier to public"
      })
  void isRefusedInAViewOfAScript(String script) {
    worker.execute(named(script));
    try {
      assertRefused("select name from carrier");
    } finally {
      worker.execute(named("drop view if exists OWN.carrier, public.carrier"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OWN.carrier", "public.carrier"})
  void isRefusedInAFunctionOfAScript(String function) {
    worker.execute(
        named("create function " + function)
            + named(
                "() returns bigint language plpgsql as"
                    + " 'begin return (select count(*) from OTHER.item); end'"));
    try {
      assertRefused("select carrier()");
    } finally {
      worker.execute(named("drop function " + function));
    }
  }

  @Test
  void isRefusedInATriggerOfAScript() {
    worker.execute(
        named(
            """
            create function OWN.carry() returns trigger language plpgsql as
              'begin insert into OTHER.item (name) values (new.name); return new; end';
            create trigger carry after insert on OWN.item
              for each row execute function OWN.carry()
            """));
    try {
      assertRefused("insert into item (name) values ('carried')");
    } finally {
      worker.execute(named("drop trigger carry on OWN.item; drop function OWN.carry()"));
    }
  }
}
