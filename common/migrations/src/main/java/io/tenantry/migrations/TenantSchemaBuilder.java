package io.tenantry.migrations;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Builds a tenant's role, schema, tables, history and seed rows in one round trip, within the
 * caller's transaction.
 */
public final class TenantSchemaBuilder {

  /** Duplicate role, duplicate schema, and either of them lost to somebody at the same moment. */
  static final Set<String> TAKEN = Set.of("42710", "42P06", "23505");

  /**
   * In one statement: for a GRANT of its own PostgreSQL 16 and later looks through all memberships
   * of all roles that the worker may administer, which are as many as there are tenants.
   */
  private static final String ROLE = "CREATE ROLE %1$s NOLOGIN ROLE APP;\n";

  private static final String SCHEMA =
      """
      CREATE SCHEMA %1$s;
      GRANT USAGE ON SCHEMA %1$s TO %1$s;
      HISTORY
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s;
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT USAGE ON SEQUENCES TO %1$s;
      """
          .replace("HISTORY", HistoryTable.CREATE);

  private final Replayer replayer;
  private final TenantScripts scripts;
  private final SqlIdentifier appLogin;
  private final BuildLimits limits;
  private final SchemaHooks hooks;

  /** A builder without hooks. */
  public TenantSchemaBuilder(
      DataSource dataSource, TenantScripts scripts, SqlIdentifier appLogin, BuildLimits limits) {
    this(dataSource, scripts, appLogin, limits, List.of());
  }

  /**
   * @param dataSource connects as the worker's login
   * @param appLogin the application's login, which becomes a member of every tenant's role
   */
  public TenantSchemaBuilder(
      DataSource dataSource,
      TenantScripts scripts,
      SqlIdentifier appLogin,
      BuildLimits limits,
      List<TenantSchemaHook> hooks) {
    this.replayer = new Replayer(dataSource);
    this.scripts = scripts;
    this.appLogin = appLogin;
    this.limits = limits;
    this.hooks = new SchemaHooks(dataSource, hooks);
  }

  /**
   * Builds the schema and its role. Commit is the caller's; after an exception only a rollback is
   * possible.
   *
   * @return the version the schema is at
   * @throws SchemaAlreadyExistsException if a schema or role of this name exists
   * @throws TenantScriptException if the database refuses a script
   * @throws UnknownTenantTypeException if the type has no scripts
   * @throws NotReplayableException if a script of the type can't run in a transaction
   * @throws IllegalStateException if there is no transaction
   */
  public SchemaVersion build(SqlIdentifier schema, String type) {
    return build(schema, scripts.of(type));
  }

  /** The same of a choice of scripts, such as those up to an older version. */
  public SchemaVersion build(SqlIdentifier schema, ScriptSet set) {
    return build(schema, set, ROLE + SCHEMA);
  }

  /**
   * Makes roles that are to get their schemas later, within the caller's transaction.
   *
   * @throws SchemaAlreadyExistsException if a role of one of the names exists
   */
  public void makeRoles(List<SqlIdentifier> roles) {
    for (SqlIdentifier role : roles) {
      run(role, new ReplayBlock().execute(ROLE.replace("APP", appLogin.quoted())));
    }
  }

  /** Builds the schema of a role that {@link #makeRoles} made; the rest is as {@link #build}. */
  public SchemaVersion buildForRole(SqlIdentifier role, String type) {
    return build(role, scripts.of(type), SCHEMA);
  }

  /**
   * Makes role and empty schema of a tenant whose scripts {@link FlywayRun} is to run, within the
   * caller's transaction.
   *
   * @throws SchemaAlreadyExistsException if a schema or role of this name exists
   */
  public void begin(SqlIdentifier schema, String type) {
    hooks.beforeBuild(schema, type);
    run(schema, new ReplayBlock().execute((ROLE + SCHEMA).replace("APP", appLogin.quoted())));
  }

  /**
   * Brings the seed rows to a schema that Flyway has migrated, within the caller's transaction.
   *
   * @return the version the schema is at
   * @throws TenantScriptException if the database refuses a row
   */
  public SchemaVersion end(SqlIdentifier schema, String type) {
    ScriptSet set = scripts.of(type);
    var block = new ReplayBlock().enter();
    set.seeds().forEach(seed -> block.seed(seed, schema));
    run(schema, block.leave());
    hooks.afterBuild(schema, type);
    return set.version();
  }

  private SchemaVersion build(SqlIdentifier schema, ScriptSet set, String beginning) {
    set.obstacle()
        .ifPresent(
            script -> {
              throw new NotReplayableException(script);
            });
    hooks.beforeBuild(schema, set.type());
    var block =
        new ReplayBlock()
            .execute(beginning.replace("APP", appLogin.quoted()))
            .enter()
            .migrate(set.migrations(), schema, 1);
    set.seeds().forEach(seed -> block.seed(seed, schema));
    run(schema, block.leave());
    hooks.afterBuild(schema, set.type());
    return set.version();
  }

  private void run(SqlIdentifier schema, ReplayBlock block) {
    replayer.run(
        schema,
        block,
        limits,
        failure ->
            failure.script() == null && TAKEN.contains(failure.sqlState())
                ? new SchemaAlreadyExistsException(schema, failure.message(), failure.cause())
                : failure.asException());
  }
}
