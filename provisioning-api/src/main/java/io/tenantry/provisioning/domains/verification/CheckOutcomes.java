package io.tenantry.provisioning.domains.verification;

import io.tenantry.events.TenantDomainAdded;
import io.tenantry.events.TenantDomainRemoved;
import io.tenantry.events.TenantDomainVerified;
import io.tenantry.events.TenantPrimaryDomainChanged;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.provisioning.domains.Domain;
import io.tenantry.provisioning.domains.DomainStatus;
import io.tenantry.provisioning.domains.DomainWrites;
import io.tenantry.provisioning.domains.Domains;
import io.tenantry.provisioning.domains.ProofMethod;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.Sequences;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.Tenants;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What follows from checks, each in one transaction with its events. */
@Component
class CheckOutcomes {

  private static final Actor ACTOR = new Actor("domain-checks", null);

  private final CheckResults results;
  private final Tenants tenants;
  private final Domains domains;
  private final DomainWrites writes;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Audit audit;

  CheckOutcomes(
      CheckResults results,
      Tenants tenants,
      Domains domains,
      DomainWrites writes,
      Sequences sequences,
      Outbox outbox,
      Audit audit) {
    this.results = results;
    this.tenants = tenants;
    this.domains = domains;
    this.writes = writes;
    this.sequences = sequences;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * The domain is its tenant's from now on.
   *
   * @return false if it is no longer what it was when the check began
   * @throws org.springframework.dao.DuplicateKeyException if another tenant proved it first
   */
  @Transactional
  boolean verified(DueCheck due, ProofMethod method) {
    TenantId tenant = due.tenant();
    tenants.lock(tenant);
    if (!results.verify(due, method)) {
      return false;
    }
    outbox.append(new TenantDomainVerified(tenant.value(), sequences.next(tenant), due.name()));
    audit.record(ACTOR, "tenant.verify-domain", tenant, due.name() + " by " + method);
    return true;
  }

  /**
   * The domain is no longer its tenant's. It stays as a claim; consumers are told that it was
   * removed and added, which is what it comes to for them.
   *
   * @return false if it is no longer what it was when the check began
   */
  @Transactional
  boolean lapsed(DueCheck due, String reason) {
    TenantId tenant = due.tenant();
    UUID id = tenant.value();
    tenants.lock(tenant);
    boolean primary = domains.find(tenant, due.name()).filter(Domain::primary).isPresent();
    if (!results.lapse(due, reason)) {
      return false;
    }
    if (primary) {
      String platforms = domains.findDefault(tenant).orElseThrow();
      writes.makePrimary(tenant, platforms);
      outbox.append(new TenantPrimaryDomainChanged(id, sequences.next(tenant), platforms));
    }
    outbox.append(new TenantDomainRemoved(id, sequences.next(tenant), due.name()));
    outbox.append(
        new TenantDomainAdded(id, sequences.next(tenant), due.name(), DomainStatus.PENDING.name()));
    audit.record(ACTOR, "tenant.lose-domain", tenant, due.name() + ": " + reason);
    return true;
  }
}
