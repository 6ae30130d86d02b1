package io.tenantry.registry;

import io.tenantry.events.TenantCreated;
import io.tenantry.messaging.outbox.Outbox;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Records new tenants: the row, its domains, the event and the audit entry in one transaction. */
public class SignUps {

  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final DomainClaims domains;
  private final Outbox outbox;
  private final Audit audit;
  private final Clock clock;
  private final Duration redeliverAfter;

  SignUps(
      JdbcClient jdbc,
      Tenants tenants,
      DomainClaims domains,
      Outbox outbox,
      Audit audit,
      Clock clock,
      Duration redeliverAfter) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.domains = domains;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
    this.redeliverAfter = redeliverAfter;
  }

  /**
   * Records the tenant as PENDING. Waits for a concurrent sign-up under the same name to end; the
   * database's unique indexes decide who wins.
   *
   * @throws UnknownPlanException if there is no such plan
   * @throws SchemaNameTakenException if another tenant has the schema name; the transaction rolls
   *     back
   * @throws DomainTakenException if the domain is verified for another tenant; likewise
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public TenantId record(NewTenant tenant, Actor actor) {
    TenantId id = TenantId.next(clock);
    record(id, tenant, actor);
    return id;
  }

  /** The same under an id that the caller has noted down already in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(TenantId id, NewTenant tenant, Actor actor) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    insert(id, tenant, now);
    boolean trusted = tenant.customDomain() != null && tenant.customDomainTrusted();
    domains.addPlatforms(id, tenant.defaultDomain(), !trusted);
    if (tenant.customDomain() != null) {
      domains.addCustomers(id, tenant.customDomain(), trusted, trusted);
    }
    outbox.append(
        new TenantCreated(
            id.value(),
            1,
            tenant.name(),
            tenant.schemaName().value(),
            tenant.type(),
            tenant.plan(),
            tenant.primaryDomain()),
        audit.entry(actor, "tenant.create", id, tenant.schemaName().value()));
  }

  private void insert(TenantId id, NewTenant tenant, OffsetDateTime now) {
    int inserted =
        jdbc.sql(
                """
                INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, trial_days,
                  contact_name, contact_email, sequence, created_at, next_attempt_at)
                SELECT :id, :name, :schema, :role, :type, :plan, :trialDays,
                  :contactName, :contactEmail, 1, :now,
                  now() + :redeliver * interval '1 millisecond'
                WHERE EXISTS (SELECT FROM control.plan WHERE name = :plan FOR KEY SHARE)
                  AND NOT EXISTS (SELECT FROM control.tenant
                                  WHERE renaming_to = :schema AND status <> 'DELETED')
                ON CONFLICT DO NOTHING
                """)
            .param("id", id.value())
            .param("name", tenant.name())
            .param("schema", tenant.schemaName().value())
            .param("role", tenant.role().value())
            .param("type", tenant.type())
            .param("plan", tenant.plan())
            .param("trialDays", tenant.trialDays(), Types.INTEGER)
            .param("contactName", tenant.contactName(), Types.VARCHAR)
            .param("contactEmail", tenant.contactEmail(), Types.VARCHAR)
            .param("now", now)
            .param("redeliver", redeliverAfter.toMillis())
            .update();
    if (inserted == 0) {
      tenants.requirePlan(tenant.plan());
      throw new SchemaNameTakenException(tenant.schemaName());
    }
  }
}
