package io.tenantry.techstore.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.rules.ScriptRules;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The build check of the scripts: they keep the rules, and make the tables that TechStore needs.
 */
class TenantScriptsIntegrationTests {

  private static final ScriptLocations LOCATIONS =
      new ScriptLocations(
          List.of("classpath:db/tenant"),
          List.of("classpath:db/seed"),
          Map.of(),
          Map.of("workshop", List.of("default", "workshop")));
  private static final TenantScripts SCRIPTS = new TenantScripts(LOCATIONS);

  private static TestDatabase database;
  private static JdbcTemplate worker;
  private static TransactionTemplate transaction;
  private static SqlIdentifier shop;
  private static SqlIdentifier workshop;

  @BeforeAll
  static void buildAShop() {
    database = TestDatabase.create();
    worker = new JdbcTemplate(database.worker());
    transaction = new TransactionTemplate(new JdbcTransactionManager(database.worker()));
    shop = new SqlIdentifier(database.schemaPrefix() + "shop");
    workshop = new SqlIdentifier(database.schemaPrefix() + "workshop");
    flyway("public", "tenantry_shared_history", "classpath:db/shared").migrate();
    var builder =
        new TenantSchemaBuilder(
            database.worker(), SCRIPTS, database.logins().app().name(), BuildLimits.defaults());
    transaction.executeWithoutResult(status -> builder.build(shop, "default"));
    transaction.executeWithoutResult(status -> builder.build(workshop, "workshop"));
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "workshop"})
  void keepTheRulesInTheirText(String type) {
    assertThat(ScriptRules.inText(SCRIPTS.of(type))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "workshop"})
  void keepTheRulesInTheSchemaTheyMake(String type) {
    assertThat(ScriptRules.inSchema(worker, schemaOf(type))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "workshop"})
  void passFlywaysOwnValidation(String type) {
    var flyway =
        flyway(
            schemaOf(type).value(),
            "flyway_schema_history",
            LOCATIONS.migrationsOf(type).toArray(String[]::new));

    flyway.validate();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.info().current().getVersion()).hasToString(SCRIPTS.currentVersion(type));
  }

  private static SqlIdentifier schemaOf(String type) {
    return type.equals("default") ? shop : workshop;
  }

  @Test
  void giveANewShopItsCategories() {
    assertThat(inShop("select name from category order by name"))
        .containsExactly("Accessories", "Devices", "Spare parts", "Tools");
    assertThat(inShop("select sku from product")).isEmpty();
  }

  @Test
  void bringReferenceDataForAllShops() {
    assertThat(worker.queryForList("select code from currency", String.class))
        .contains("USD", "EUR");
    assertThat(worker.queryForObject("select count(*) from device_model", Integer.class))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into product (sku, name, price) values ('a', 'A', -0.01)",
        "insert into product (sku, name, price) values ('', 'A', 1)",
        "insert into product (sku, name, price, stock_quantity) values ('a', 'A', 1, -1)",
        "insert into product (sku, name, price, currency) values ('a', 'A', 1, 'usd')",
        "insert into product (sku, name, price) values ('a', 'A', 1), ('a', 'B', 1)",
        "insert into product (sku, name, price, category_id) values ('a', 'A', 1, 999)",
        "insert into category (name) values ('tools')",
        "with p as (insert into product (sku, name, price) values ('a', 'A', 1) returning id)"
            + " insert into stock_movement (product_id, quantity, kind) select id, 0, 'adjustment'"
            + " from p",
        "with p as (insert into product (sku, name, price) values ('a', 'A', 1) returning id)"
            + " insert into stock_movement (product_id, quantity, kind) select id, 5, 'sale' from p"
      })
  void refuseWhatMakesNoSense(String statement) {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      enterShop();
                      worker.update(statement);
                    }))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  private static List<String> inShop(String query) {
    var rows =
        transaction.execute(
            status -> {
              enterShop();
              return worker.queryForList(query, String.class);
            });
    return Objects.requireNonNull(rows);
  }

  private static void enterShop() {
    worker.execute("set local search_path to " + shop.quoted());
  }

  private static Flyway flyway(String schema, String table, String... locations) {
    return Flyway.configure()
        .dataSource(database.worker())
        .defaultSchema(schema)
        .createSchemas(false)
        .table(table)
        .baselineOnMigrate(schema.equals("public"))
        .baselineVersion("0")
        .locations(locations)
        .load();
  }
}
