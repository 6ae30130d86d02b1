package io.tenantry.testing.tenants;

import io.tenantry.migrations.ScriptLocations;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.testing.TestDatabase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tenants of one database, for whichever test asks. */
final class TenantSupply implements AutoCloseable {

  private static final String SHARED_HISTORY = "tenantry_shared_history";

  private final TestDatabase database;
  private final TenantScripts scripts;
  private final TenantRegister register;
  private final Map<String, TenantStock> stocks = new ConcurrentHashMap<>();

  /** A tenant for as long as its test runs. */
  record Lease(TestTenant tenant, TenantRegister register) implements AutoCloseable {

    @Override
    public void close() {
      try {
        register.remove(tenant);
      } catch (CannotGetJdbcConnectionException e) {
        // The database is closed already, and the tenant gone with it.
      }
    }
  }

  TenantSupply(TestDatabase database, ScriptLocations locations, String baseDomain) {
    this.database = database;
    this.scripts = new TenantScripts(locations);
    this.register = new TenantRegister(database, baseDomain);
    migrateSharedTables();
  }

  TestDatabase database() {
    return database;
  }

  Lease lease(String type) {
    TenantStock stock =
        stocks.computeIfAbsent(type, wanted -> new TenantStock(database, scripts, wanted));
    return new Lease(register.enter(stock.take(), type), register);
  }

  @Override
  public void close() {
    stocks.values().forEach(TenantStock::close);
  }

  /** As the worker does it, since tenants' tables may refer to these. */
  private void migrateSharedTables() {
    JdbcClient.create(database.worker())
        .sql("alter default privileges in schema public grant select on tables to public")
        .update();
    Flyway.configure()
        .dataSource(database.worker())
        .locations("classpath:db/shared")
        .schemas("public")
        .table(SHARED_HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .failOnMissingLocations(false)
        .load()
        .migrate();
  }
}
