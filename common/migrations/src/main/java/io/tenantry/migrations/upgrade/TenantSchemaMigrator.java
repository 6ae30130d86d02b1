package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.BuildLimits;
import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.NotReplayableException;
import io.tenantry.migrations.ReplayFailure;
import io.tenantry.migrations.ReplayLoop;
import io.tenantry.migrations.ReplayLoop.Around;
import io.tenantry.migrations.Replayer;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.SchemaHooks;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.TenantRights;
import io.tenantry.migrations.TenantSchemaHook;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.HistoryReader.History;
import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Brings schemas to the version of their scripts. First {@link #states} says what each lacks, for
 * many in one statement; then {@link #migrate} does it for one, in one round trip.
 */
public final class TenantSchemaMigrator {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Of a statement of ours: no such schema, no such history, or a row that is there already. */
  private static final Set<String> CHANGED = Set.of(Replays.STALE, "3F000", "42P01", "23505");

  private final TenantScripts scripts;
  private final HistoryReader histories;
  private final Verdicts verdicts;
  private final Replayer replayer;
  private final Replays replays = new Replays();
  private final SchemaHooks hooks;

  /**
   * @param dataSource connects as the worker's login
   * @param outOfOrder whether a script may run that is older than the schema
   */
  public TenantSchemaMigrator(
      DataSource dataSource,
      TenantScripts scripts,
      boolean outOfOrder,
      List<TenantSchemaHook> hooks) {
    this.scripts = scripts;
    this.histories = new HistoryReader(dataSource);
    this.verdicts = new Verdicts(new FlywayRules(outOfOrder));
    this.replayer = new Replayer(dataSource);
    this.hooks = new SchemaHooks(dataSource, hooks);
  }

  /** Judges a history with nothing in it, so that no run has to wait for Flyway's classes. */
  public void prepare(String type) {
    verdicts.of(scripts.of(type), new SqlIdentifier(TenantRights.HISTORY), "");
  }

  /**
   * What each schema lacks. It takes three locks per schema for a moment, so a few hundred at a
   * time are enough. Outside of a transaction: a schema that is not there makes a statement fail.
   *
   * @return a state for each, in the order given
   * @throws io.tenantry.migrations.UnknownTenantTypeException if the type has no scripts
   */
  public Map<SqlIdentifier, SchemaState> states(String type, Collection<SqlIdentifier> schemas) {
    ScriptSet set = scripts.of(type);
    SchemaVersion version = set.version();
    Map<SqlIdentifier, History> read = histories.read(List.copyOf(schemas));
    Map<SqlIdentifier, SchemaState> states = new LinkedHashMap<>();
    for (SqlIdentifier schema : schemas) {
      states.put(
          schema,
          switch (read.get(schema)) {
            case History.Unreadable(var reason) -> new SchemaState.Refused(reason);
            case History.Readable(var text, var hash) ->
                switch (verdicts.of(set, schema, text)) {
                  case Verdict.Current() -> new SchemaState.Current(version);
                  case Verdict.Refused(var reason) -> new SchemaState.Refused(reason);
                  case Verdict.Behind behind ->
                      new SchemaState.Behind(plan(schema, set, version, behind, hash));
                };
          });
    }
    return states;
  }

  /**
   * The same for schemas that are at one version, so that one history is read and the others are
   * taken to be alike. {@link #migrate} looks before it runs anything, and finds the plan stale for
   * a schema that is not.
   *
   * @throws io.tenantry.migrations.UnknownTenantTypeException if the type has no scripts
   */
  public Map<SqlIdentifier, SchemaState> presume(String type, List<SqlIdentifier> schemas) {
    Map<SqlIdentifier, SchemaState> first = states(type, schemas.subList(0, 1));
    boolean alike =
        scripts.of(type).migrations().stream().noneMatch(MigrationScript::namesItsSchema);
    if (!alike
        || !(first.get(schemas.getFirst()) instanceof SchemaState.Behind(MigrationPlan plan))
        || !plan.replayable()) {
      return states(type, schemas);
    }
    return schemas.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), schema -> new SchemaState.Behind(plan.on(schema))));
  }

  /**
   * Runs what is pending, within the caller's transaction and in one round trip. Commit is the
   * caller's; after an exception only a rollback is possible.
   *
   * @return the version the schema is at
   * @throws SchemaBusyException if somebody else is at work on the schema, or a lock was not to be
   *     had within its limit; a later try may succeed
   * @throws StalePlanException if the history has changed since
   * @throws io.tenantry.migrations.TenantScriptException if the database refuses a script
   * @throws NotReplayableException if a script can't run in a transaction
   * @throws IllegalStateException if there is no transaction
   */
  public SchemaVersion migrate(MigrationPlan plan, BuildLimits limits) {
    plan.scripts().stream()
        .map(PendingScript::script)
        .filter(script -> !script.replayable())
        .findFirst()
        .ifPresent(
            script -> {
              throw new NotReplayableException(script);
            });
    if (!hooks.isEmpty()) {
      replayer.run(plan.schema(), replays.guard(plan), limits, TenantSchemaMigrator::failed);
      hooks.beforeMigrate(plan);
    }
    replayer.run(plan.schema(), replays.of(plan), limits, TenantSchemaMigrator::failed);
    hooks.afterMigrate(plan);
    return plan.to();
  }

  /** Whether {@link #migrateEach} can carry the plan out. */
  public boolean canMigrateEach(MigrationPlan plan) {
    return hooks.isEmpty()
        && plan.replayable()
        && plan.scripts().stream()
            .map(PendingScript::script)
            .noneMatch(MigrationScript::namesItsSchema);
  }

  /**
   * Runs one plan on many schemas in one round trip, outside of any transaction: each schema is a
   * transaction of its own. It ends with the first that can't be migrated, whatever the reason;
   * those before it are done. {@link #migrate} tells the reason.
   *
   * @param around what else belongs to each transaction
   * @param limits of which the second holds for all of them together
   */
  public void migrateEach(
      MigrationPlan plan, List<SqlIdentifier> schemas, Around around, BuildLimits limits) {
    List<MigrationScript> pending = plan.scripts().stream().map(PendingScript::script).toList();
    replayer.run(
        ReplayLoop.sql(
            schemas,
            pending,
            plan.nextRank(),
            SchemaLock.tryExclusive(ReplayLoop.NAME),
            Applied.HASH.formatted(Applied.TEXT),
            plan.seen(),
            limits,
            around),
        limits);
  }

  private static MigrationPlan plan(
      SqlIdentifier schema, ScriptSet set, SchemaVersion to, Verdict.Behind behind, long seen) {
    boolean replayable = behind.scripts().stream().allMatch(found -> found.script().replayable());
    return new MigrationPlan(
        schema,
        set.type(),
        behind.from(),
        to,
        behind.scripts(),
        replayable,
        seen,
        behind.nextRank());
  }

  private static RuntimeException failed(ReplayFailure failure) {
    String state = failure.sqlState();
    if (state.equals(Replays.BUSY)) {
      return new SchemaBusyException(failure.schema());
    }
    if (state.equals(LOCK_NOT_AVAILABLE)) {
      return new SchemaBusyException(failure.schema(), failure.message(), failure.cause());
    }
    if (failure.script() == null && CHANGED.contains(state)) {
      return new StalePlanException(failure.schema(), failure.cause());
    }
    return failure.asException();
  }
}
