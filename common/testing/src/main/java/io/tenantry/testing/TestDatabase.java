package io.tenantry.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.registry.NewTenant;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.registry.bootstrap.DatabaseLogins;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh database on the tests' server with the three real logins. The logins are shared by all
 * databases of this JVM; the names of tenants' roles, which are global to the server, are kept
 * apart by {@link #schemaPrefix()}.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String EMPTY_TENANT =
      """
      CREATE ROLE %1$s NOLOGIN;
      GRANT %1$s TO %2$s;
      CREATE SCHEMA %1$s;
      GRANT USAGE ON SCHEMA %1$s TO %1$s;
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s;
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT USAGE ON SEQUENCES TO %1$s;
      """;

  private final PostgresServer server;
  private final PostgresUrl url;
  private final DatabaseLogins logins;
  private final String schemaPrefix;
  private final HikariDataSource control;
  private final HikariDataSource worker;
  private final HikariDataSource app;
  private final AtomicBoolean removed = new AtomicBoolean();

  TestDatabase(PostgresServer server, PostgresUrl url, DatabaseLogins logins, String schemaPrefix) {
    this.server = server;
    this.url = url;
    this.logins = logins;
    this.schemaPrefix = schemaPrefix;
    this.control = pool(logins.control());
    this.worker = pool(logins.worker());
    this.app = pool(logins.app());
  }

  /** A database as the bootstrap leaves it: logins and rights, nothing else. */
  public static TestDatabase create() {
    return TestDatabases.get().create(false);
  }

  /** A database with the control schema migrated in it, as the worker leaves it. */
  public static TestDatabase withControlSchema() {
    return TestDatabases.get().create(true);
  }

  /** Its JDBC address, without user and password. */
  public String jdbcUrl() {
    return url.jdbcUrl();
  }

  /** Its address with the administrator's user and password. */
  public PostgresUrl adminUrl() {
    return url;
  }

  /** The names and passwords of the three logins. */
  public DatabaseLogins logins() {
    return logins;
  }

  /** Connections of provisioning-api's login. */
  public DataSource control() {
    return control;
  }

  /** Connections of schema-worker's login. */
  public DataSource worker() {
    return worker;
  }

  /** Connections of tenant-api's login. */
  public DataSource app() {
    return app;
  }

  /**
   * A role and its schema with the rights that the worker gives, but without tables, for tests that
   * make these themselves.
   *
   * @param name without the prefix
   */
  public SqlIdentifier emptyTenant(String name) {
    SqlIdentifier tenant = new SqlIdentifier(schemaPrefix + name);
    JdbcClient.create(worker)
        .sql(EMPTY_TENANT.formatted(tenant.quoted(), logins.app().name().quoted()))
        .update();
    return tenant;
  }

  /** What the provisioning API would record for a sign-up under that name. */
  public NewTenant newTenant(String schemaName, String type) {
    SchemaName name = new SchemaName(schemaName);
    return new NewTenant(
        "Shop " + schemaName,
        name,
        name.in(schemaPrefix),
        type,
        "free",
        schemaName.replace('_', '-') + ".localhost",
        null,
        false,
        null,
        null,
        null);
  }

  /** The administrator, for looking at what happened; never for what is tested. */
  public JdbcClient admin() {
    return TestDatabases.client(url);
  }

  /** What tenant-api's login sends, unless this is a server of somebody's whose log is his own. */
  public Optional<StatementLog> statementsOfApp() {
    return server.shared()
        ? Optional.empty()
        : Optional.of(new StatementLog(admin(), logins.app().name().value(), url.database()));
  }

  /**
   * What schema-worker's login sends from its next session on, unless this is a server of
   * somebody's. Not logged before anybody asks, since the scripts of all tenants would be.
   */
  public Optional<StatementLog> statementsOfWorker() {
    if (server.shared()) {
      return Optional.empty();
    }
    SqlIdentifier login = logins.worker().name();
    StatementLog.logAll(admin(), login, new SqlIdentifier(url.database()));
    return Optional.of(new StatementLog(admin(), login.value(), url.database()));
  }

  /** What tenants' schemas and roles have to start with here; at most 8 characters. */
  public String schemaPrefix() {
    return schemaPrefix;
  }

  /** Closes the connections and, on a server that outlives the tests, removes what was made. */
  @Override
  public void close() {
    control.close();
    worker.close();
    app.close();
    if (server.shared() && removed.compareAndSet(false, true)) {
      TestDatabases.drop(server, url.database());
      TestDatabases.dropRoles(server, schemaPrefix);
    }
  }

  @Override
  public String toString() {
    return url.database();
  }

  private HikariDataSource pool(DatabaseLogin login) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url.jdbcUrl());
    pool.setUsername(login.name().value());
    pool.setPassword(login.password());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    return pool;
  }
}
