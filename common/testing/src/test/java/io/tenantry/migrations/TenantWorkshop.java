package io.tenantry.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Scripts in a folder, and tenants made of them by the worker's login. */
public final class TenantWorkshop {

  private final TestDatabase database;
  private final Path root;

  /** Starts with no scripts at all. */
  public TenantWorkshop(TestDatabase database, Path root) {
    this.database = database;
    this.root = root;
  }

  /** Adds a versioned script. */
  public TenantWorkshop migration(String file, String sql) {
    return write(root.resolve("tenant/default").resolve(file), sql);
  }

  /** Adds a seed script. */
  public TenantWorkshop seed(String file, String sql) {
    return write(root.resolve("seed/default").resolve(file), sql);
  }

  /** A name that no other test uses. */
  public SqlIdentifier name(String suffix) {
    return new SqlIdentifier(database.schemaPrefix() + suffix);
  }

  /** The scripts, read anew. */
  public TenantScripts scripts() {
    return new TenantScripts(
        new ScriptLocations(
            List.of("filesystem:" + root.resolve("tenant")),
            List.of("filesystem:" + root.resolve("seed")),
            Map.of("greeting", "hello")));
  }

  /** Builds and commits. */
  public SqlIdentifier build(String suffix) {
    var schema = name(suffix);
    build(schema, BuildLimits.defaults());
    return schema;
  }

  String build(SqlIdentifier schema, BuildLimits limits) {
    return build(database.worker(), schema, limits);
  }

  String build(DataSource worker, SqlIdentifier schema, BuildLimits limits) {
    return transaction(worker)
        .execute(status -> builder(worker, limits).build(schema, "default"))
        .version();
  }

  /** A builder of the scripts as they are now. */
  public TenantSchemaBuilder builder(DataSource worker, BuildLimits limits) {
    return new TenantSchemaBuilder(worker, scripts(), database.logins().app().name(), limits);
  }

  /** A migrator of the scripts as they are now. */
  public TenantSchemaMigrator migrator(DataSource worker, TenantSchemaHook... hooks) {
    return new TenantSchemaMigrator(worker, scripts(), false, List.of(hooks));
  }

  /** Transactions of that data source. */
  public TransactionTemplate transaction(DataSource dataSource) {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /** The same tenant, made by hand and by Flyway. */
  public SqlIdentifier buildWithFlyway(String suffix) {
    var schema = database.emptyTenant(suffix);
    flyway(schema).migrate();
    worker()
        .sql("revoke all on %1$s.flyway_schema_history from %1$s".formatted(schema.quoted()))
        .update();
    return schema;
  }

  /** Does something as the tenant, over the application's login. */
  public <T> T inside(SqlIdentifier schema, Function<JdbcClient, T> work) {
    var app = JdbcClient.create(database.app());
    return transaction(database.app())
        .execute(
            status -> {
              app.sql("select set_config('role', ?, true)")
                  .param(schema.value())
                  .query()
                  .singleValue();
              return work.apply(app);
            });
  }

  /** A connection of the worker's login that no test has used before. */
  public PGSimpleDataSource unpooled() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(database.jdbcUrl());
    dataSource.setUser(database.logins().worker().name().value());
    dataSource.setPassword(database.logins().worker().password());
    return dataSource;
  }

  /** Neither schema nor role. */
  public void assertNothingIsThere(SqlIdentifier schema) {
    assertThat(schemas(schema)).isZero();
    assertThat(roles(schema)).isZero();
  }

  /** How many schemas have the name. */
  public int schemas(SqlIdentifier schema) {
    return count("select count(*) from pg_namespace where nspname = ?", schema);
  }

  /** How many roles have the name. */
  public int roles(SqlIdentifier schema) {
    return count("select count(*) from pg_roles where rolname = ?", schema);
  }

  /** How many tables the schema has, with its history. */
  public int tables(SqlIdentifier schema) {
    return count("select count(*) from pg_tables where schemaname = ?", schema);
  }

  private int count(String sql, SqlIdentifier schema) {
    return worker().sql(sql).param(schema.value()).query(Integer.class).single();
  }

  private JdbcClient worker() {
    return JdbcClient.create(database.worker());
  }

  /** Flyway on that schema, with the scripts as they are now. */
  public Flyway flyway(SqlIdentifier schema) {
    return Flyway.configure()
        .dataSource(database.worker())
        .defaultSchema(schema.value())
        .createSchemas(false)
        .locations("filesystem:" + root.resolve("tenant/default"))
        .placeholders(Map.of("greeting", "hello"))
        .load();
  }

  private TenantWorkshop write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
