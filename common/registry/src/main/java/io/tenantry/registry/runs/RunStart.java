package io.tenantry.registry.runs;

import io.tenantry.events.MigrationRunStarted;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts runs. One statement finds who is behind and writes the run down; where nobody is, that is
 * all that happens, and what it costs does not depend on the number of tenants.
 */
public class RunStart {

  /** Which rows of {@code control.tenant_behind} are meant; goes after a WHERE. */
  private static final String CHOSEN =
      """
      (:types::text[] IS NULL OR b.type = ANY (:types::text[]))
        AND (:tenants::uuid[] IS NULL OR b.id = ANY (:tenants::uuid[]))
        AND NOT (:untried AND EXISTS (
          SELECT FROM control.migration_run_tenant m
          WHERE m.tenant_id = b.id AND m.to_fingerprint = b.type_fingerprint))
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Audit audit;
  private final RunSlots slots;
  private final Clock clock;

  RunStart(JdbcClient jdbc, Outbox outbox, Audit audit, RunSlots slots, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.audit = audit;
    this.slots = slots;
    this.clock = clock;
  }

  private record Written(int behind, int total, int canaries, int waves) {}

  /**
   * Starts a run over the chosen tenants that are behind and in no other open run. Empty, and
   * nothing has changed, if nobody is behind and the shared tables are not meant.
   *
   * @param shared whether the tables that all tenants share are migrated first
   * @throws OpenRunException if all that are behind are in other runs that have not ended
   */
  @Transactional
  public Optional<UUID> start(
      RunSelection selection, RunOptions options, boolean shared, Actor actor) {
    UUID id = TenantId.next(clock).value();
    Written written = write(id, selection, options, shared, actor);
    if (written.total() == 0 && !shared) {
      if (written.behind() > 0) {
        throw new OpenRunException();
      }
      return Optional.empty();
    }
    jdbc.sql(
            """
            UPDATE control.migration_run SET total = :total, canaries = :canaries, waves = :waves
            WHERE id = :id
            """)
        .param("id", id)
        .param("total", written.total())
        .param("canaries", written.canaries())
        .param("waves", Math.max(1, written.waves()))
        .update();
    outbox.append(new MigrationRunStarted(id, written.total(), actor.name()));
    audit.record(actor, "migration-run.start", null, id + ", tenants: " + written.total());
    slots.open(id);
    return Optional.of(id);
  }

  /**
   * The same, one after the other: of several that start at once the second sees the first one's
   * run, or that it has done everything by now.
   *
   * @throws OpenRunException as {@link #start} does
   */
  @Transactional
  public Optional<UUID> startOnce(RunSelection selection, RunOptions options, Actor actor) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('tenantry migration run'))")
        .query()
        .singleRow();
    return start(selection, options, false, actor);
  }

  /** Who is behind, by type and version: what a run would be about. */
  public List<BehindGroup> behind(RunSelection selection) {
    return chosen(
            jdbc.sql(
                """
                SELECT b.type, b.schema_version AS "from", count(*) AS tenants,
                       count(m.tenant_id) AS in_open_run
                FROM control.tenant_behind b
                LEFT JOIN control.migration_run_tenant m
                  ON m.tenant_id = b.id AND m.state IN ('WAITING', 'RUNNING', 'BUSY')
                WHERE %s
                GROUP BY b.type, b.schema_version
                ORDER BY b.type, b.schema_version
                """
                    .formatted(CHOSEN)),
            selection)
        .query(BehindGroup.class)
        .list();
  }

  private Written write(
      UUID id, RunSelection selection, RunOptions options, boolean shared, Actor actor) {
    Set<String> types = selection.types();
    return chosen(
            jdbc.sql(
                """
                WITH behind AS MATERIALIZED (
                  SELECT b.*, b.id = ANY (:canaries::uuid[]) AS canary
                  FROM control.tenant_behind b
                  WHERE %s),
                free AS (
                  SELECT b.*, row_number() OVER (PARTITION BY canary ORDER BY id) - 1 AS place,
                         bool_or(canary) OVER () AS canaries
                  FROM behind b
                  WHERE NOT EXISTS (SELECT FROM control.migration_run_tenant m
                                    WHERE m.tenant_id = b.id AND m.state IN ('WAITING', 'RUNNING', 'BUSY'))),
                run AS (
                  INSERT INTO control.migration_run (id, state, type, shared, requested_by, wave_size,
                    concurrency, failure_budget, next_look_at)
                  SELECT :id, 'RUNNING', :type, CASE WHEN :shared THEN 'WAITING' END, :by, :waveSize,
                    :concurrency, :budget, now() + :pause * interval '1 millisecond'
                  WHERE :shared OR EXISTS (SELECT FROM free)
                  RETURNING id),
                taken AS (
                  INSERT INTO control.migration_run_tenant (run_id, tenant_id, wave, from_version,
                    to_version, to_fingerprint)
                  SELECT run.id, f.id,
                    CASE WHEN canary THEN 1
                         ELSE 1 + canaries::int + place / coalesce(:waveSize::bigint, 1000000000) END,
                    f.schema_version, f.type_version, f.type_fingerprint
                  FROM free f, run
                  ON CONFLICT (tenant_id) WHERE state IN ('WAITING', 'RUNNING', 'BUSY') DO NOTHING
                  RETURNING tenant_id, wave)
                SELECT (SELECT count(*) FROM behind) AS behind, count(*) AS total,
                       count(*) FILTER (WHERE tenant_id = ANY (:canaries::uuid[])) AS canaries,
                       coalesce(max(wave), 0) AS waves
                FROM taken
                """
                    .formatted(CHOSEN)),
            selection)
        .param("canaries", uuids(selection.canaries()))
        .param("id", id)
        .param("type", types != null && types.size() == 1 ? types.iterator().next() : null)
        .param("shared", shared)
        .param("by", actor.name())
        .param("waveSize", options.waveSize())
        .param("concurrency", options.concurrency())
        .param("budget", options.failureBudget())
        .param("pause", RunSlots.PAUSE.toMillis())
        .query(Written.class)
        .single();
  }

  private static StatementSpec chosen(StatementSpec statement, RunSelection selection) {
    Set<String> types = selection.types();
    return statement
        .param("types", types == null ? null : types.toArray(String[]::new))
        .param("tenants", uuids(selection.tenants()))
        .param("untried", selection.untried());
  }

  private static UUID @Nullable [] uuids(@Nullable List<TenantId> tenants) {
    return tenants == null ? null : tenants.stream().map(TenantId::value).toArray(UUID[]::new);
  }
}
