package io.tenantry.registry;

import io.tenantry.events.TenantRenamed;
import io.tenantry.events.TenantUpdated;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The worker's side of a rename: what is due, and what came of it. */
public class DueRenames {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final StepWriter steps;
  private final TenantDomains domains;

  DueRenames(JdbcClient jdbc, Tenants tenants, StepWriter steps, TenantDomains domains) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.steps = steps;
    this.domains = domains;
  }

  /**
   * A rename that was ordered.
   *
   * @param before the tenant, locked
   * @param role the new name of its schema and role
   * @param previousDomain its default domain, unless it has none
   * @param failures how often it was tried in vain
   */
  public record Rename(
      Tenant before,
      SchemaName name,
      SqlIdentifier role,
      String domain,
      @Nullable String previousDomain,
      int redirectDays,
      int failures) {}

  /** Locks the tenant's row; empty if no rename was ordered, or its status forbids it now. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Rename> lock(TenantId id) {
    return tenants
        .lock(id)
        .filter(tenant -> tenant.renamingTo() != null && Renames.BUILT.contains(tenant.status()))
        .map(this::read);
  }

  private Rename read(Tenant tenant) {
    return jdbc.sql(
            """
            SELECT renaming_to, rename_domain, rename_previous_domain, rename_redirect_days,
              left(role_name, length(role_name) - length(schema_name)) || renaming_to AS role,
              work_failures
            FROM control.tenant WHERE id = :id
            """)
        .param("id", tenant.id().value())
        .query(
            (row, number) ->
                new Rename(
                    tenant,
                    new SchemaName(row.getString("renaming_to")),
                    new SqlIdentifier(row.getString("role")),
                    row.getString("rename_domain"),
                    row.getString("rename_previous_domain"),
                    row.getInt("rename_redirect_days"),
                    row.getInt("work_failures")))
        .single();
  }

  /**
   * Records that schema and role bear the new name.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another tenant came to have the name
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(Rename rename, Actor actor) {
    Tenant before = rename.before();
    if (rename.previousDomain() != null) {
      domains.replace(before.id(), rename.previousDomain(), rename.domain(), rename.redirectDays());
    }
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET schema_name = :name, role_name = :role, renaming_to = NULL, rename_domain = NULL,
                next_attempt_at = NULL, work_failures = 0, work_error = NULL,
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            Map.of("name", rename.name().value(), "role", rename.role().value()));
    steps.tell(
        new TenantRenamed(
            after.id().value(),
            after.sequence(),
            after.schemaName().value(),
            before.schemaName().value(),
            after.primaryDomain()),
        actor,
        "tenant.rename",
        before.schemaName() + " to " + after.schemaName());
  }

  /**
   * Gives a rename up that can't succeed: the tenant keeps its name, and others may have the new.
   */
  @Transactional
  public void giveUp(TenantId id, String error, Actor actor) {
    Rename rename = lock(id).orElse(null);
    if (rename == null) {
      return;
    }
    domains.giveBack(id, rename.domain());
    Map<String, Object> values = new HashMap<>();
    values.put("error", error);
    Tenant after =
        steps.write(
            rename.before(),
            """
            UPDATE control.tenant
            SET renaming_to = NULL, rename_domain = NULL, next_attempt_at = NULL,
                work_error = left(:error, 4000), sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            values);
    steps.tell(
        new TenantUpdated(id.value(), after.sequence(), after.name(), after.plan()),
        actor,
        "tenant.rename-failed",
        "%s to %s: %s".formatted(after.schemaName(), rename.name(), error));
  }

  /** Notes why it was in vain, and when to try again. */
  @Transactional
  public void failed(TenantId id, String error, Duration pause) {
    jdbc.sql(
            """
            UPDATE control.tenant
            SET work_failures = work_failures + 1, work_error = left(:error, 4000),
                next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE id = :id AND renaming_to IS NOT NULL AND status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
            """)
        .param("id", id.value())
        .param("error", error)
        .param("pause", pause.toMillis())
        .update();
  }

  /**
   * Takes up to {@code limit} tenants whose rename is due, and moves their next attempt so that no
   * other sweeper takes them too.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<UUID> takeDue(int limit, Duration pause) {
    return jdbc.sql(
            """
            UPDATE control.tenant SET next_attempt_at = now() + :pause * interval '1 millisecond'
            WHERE id IN (
              SELECT t.id FROM control.tenant t
              WHERE t.renaming_to IS NOT NULL AND t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
                AND t.next_attempt_at <= now()
                AND NOT EXISTS (SELECT FROM control.outbox o
                                WHERE o.tenant_id = t.id AND o.type = 'rename-tenant')
              ORDER BY t.next_attempt_at
              LIMIT :limit
              FOR UPDATE OF t SKIP LOCKED)
            RETURNING id
            """)
        .param("limit", limit)
        .param("pause", pause.toMillis())
        .query(UUID.class)
        .list();
  }
}
