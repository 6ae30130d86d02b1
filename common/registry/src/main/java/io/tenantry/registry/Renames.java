package io.tenantry.registry;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;

import io.tenantry.events.RenameTenant;
import io.tenantry.events.TenantUpdated;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders the rename of a tenant: its new name is kept from others at once, and a worker does the
 * rest. What is said of {@link TenantLifecycle}'s steps holds here.
 */
public class Renames {

  static final Set<TenantStatus> BUILT = EnumSet.of(ACTIVE, TRIAL, SUSPENDED);

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final TenantGuard guard;
  private final StepWriter steps;
  private final TenantDomains domains;
  private final Outbox outbox;
  private final Duration redeliverAfter;

  Renames(
      JdbcClient jdbc,
      Tenants tenants,
      TenantGuard guard,
      StepWriter steps,
      TenantDomains domains,
      Outbox outbox,
      Duration redeliverAfter) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.guard = guard;
    this.steps = steps;
    this.domains = domains;
    this.outbox = outbox;
    this.redeliverAfter = redeliverAfter;
  }

  /**
   * Orders the rename of an ACTIVE, TRIAL or SUSPENDED tenant. Where it has the name, or is getting
   * it, nothing happens.
   *
   * @param name what it is to be called, seen from what it is called under its lock
   * @throws RenamePendingException if it is getting another name
   * @throws SchemaNameTakenException if another tenant has the name or is getting it
   * @throws DomainTakenException if another tenant has the domain
   */
  @Transactional
  public Tenant request(
      TenantId id, ExpectedVersion expected, Function<Tenant, NewName> name, Actor actor) {
    Tenant before = guard.lock(id, expected, BUILT);
    NewName wanted = name.apply(before);
    SchemaName renamingTo = before.renamingTo();
    if (wanted.schemaName().equals(renamingTo == null ? before.schemaName() : renamingTo)) {
      return tenants.find(id).orElseThrow();
    }
    if (renamingTo != null) {
      throw new RenamePendingException(id, renamingTo);
    }
    String previous =
        domains.ofPlatform(id, wanted.previousDomain(), wanted.baseDomain()).orElse(null);
    if (isTaken(wanted.schemaName())) {
      throw new SchemaNameTakenException(wanted.schemaName());
    }
    domains.reserve(id, wanted.defaultDomain());
    Tenant after =
        steps.write(
            before,
            """
            UPDATE control.tenant
            SET renaming_to = :name, rename_domain = :domain, rename_previous_domain = :previous,
                rename_redirect_days = :days, work_failures = 0, work_error = NULL,
                next_attempt_at = now() + :redeliver * interval '1 millisecond',
                sequence = sequence + 1
            WHERE id = :id AND status = :status AND sequence = :sequence
            """,
            values(wanted, previous));
    steps.tell(
        new TenantUpdated(id.value(), after.sequence(), after.name(), after.plan()),
        actor,
        "tenant.rename-requested",
        before.schemaName() + " to " + wanted.schemaName());
    outbox.append(new RenameTenant(id.value()));
    return after;
  }

  private Map<String, @Nullable Object> values(NewName wanted, @Nullable String previous) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", wanted.schemaName().value());
    values.put("domain", wanted.defaultDomain());
    values.put("previous", previous);
    values.put("days", wanted.redirectDays());
    values.put("redeliver", redeliverAfter.toMillis());
    return values;
  }

  private boolean isTaken(SchemaName name) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM control.tenant
              WHERE status <> 'DELETED' AND (schema_name = :name OR renaming_to = :name))
            """)
        .param("name", name.value())
        .query(Boolean.class)
        .single();
  }
}
