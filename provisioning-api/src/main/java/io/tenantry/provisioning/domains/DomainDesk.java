package io.tenantry.provisioning.domains;

import static io.tenantry.registry.TenantStatus.DELETED;
import static io.tenantry.registry.TenantStatus.DELETING;

import io.tenantry.events.HostName;
import io.tenantry.events.TenantDomainAdded;
import io.tenantry.events.TenantDomainRemoved;
import io.tenantry.events.TenantPrimaryDomainChanged;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.provisioning.domains.DomainRefusedException.Reason;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.DomainClaims;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.Sequences;
import io.tenantry.registry.TenantGuard;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds and removes tenants' domains and chooses the primary one. Each change is made under the
 * tenant's row lock, with its event and audit entry in the same transaction. What {@link
 * TenantGuard#lock} throws, all of them throw.
 */
@Service
public class DomainDesk {

  private static final Set<TenantStatus> STAYING =
      EnumSet.complementOf(EnumSet.of(DELETING, DELETED));

  private final DomainProperties settings;
  private final DomainRules rules;
  private final Domains domains;
  private final DomainWrites writes;
  private final DomainClaims claims;
  private final TenantGuard guard;
  private final Sequences sequences;
  private final Outbox outbox;
  private final Audit audit;

  DomainDesk(
      DomainProperties settings,
      DomainRules rules,
      Domains domains,
      DomainWrites writes,
      DomainClaims claims,
      TenantGuard guard,
      Sequences sequences,
      Outbox outbox,
      Audit audit) {
    this.settings = settings;
    this.rules = rules;
    this.domains = domains;
    this.writes = writes;
    this.claims = claims;
    this.guard = guard;
    this.sequences = sequences;
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Adds a domain of the customer's, which he then has to prove.
   *
   * @param text as a person typed it
   * @throws InvalidDomainException if it can't be a customer's
   * @throws DomainRefusedException if the tenant has it, or has enough of them
   * @throws io.tenantry.registry.DomainTakenException if it is verified for another tenant
   */
  @Transactional
  public Domain add(TenantId tenant, String text, ExpectedVersion expected, Actor actor) {
    HostName name = rules.parse(text);
    guard.lock(tenant, expected, STAYING);
    if (domains.find(tenant, name.value()).isPresent()) {
      throw new DomainRefusedException(name.value(), Reason.ALREADY_ADDED);
    }
    if (domains.countCustom(tenant) >= settings.domains().maxPerTenant()) {
      throw new DomainRefusedException(name.value(), Reason.TOO_MANY);
    }
    claims.addCustomers(tenant, name.value(), settings.domains().trustUnverified(), false);
    Domain added = domains.get(tenant, name.value());
    outbox.append(
        new TenantDomainAdded(
            tenant.value(), sequences.next(tenant), added.name(), added.status().name()));
    audit.record(actor, "tenant.add-domain", tenant, added.name());
    return added;
  }

  /**
   * Takes a domain away from its tenant.
   *
   * @throws DomainNotFoundException if the tenant has none of that name
   * @throws DomainRefusedException if it is the primary one or the default one
   */
  @Transactional
  public void remove(TenantId tenant, String name, ExpectedVersion expected, Actor actor) {
    guard.lock(tenant, expected, STAYING);
    Domain domain = domains.get(tenant, name);
    refuse(domain, domain.primary(), Reason.IS_PRIMARY);
    refuse(domain, domain.kind() == DomainKind.DEFAULT, Reason.IS_DEFAULT);
    writes.delete(domain);
    outbox.append(new TenantDomainRemoved(tenant.value(), sequences.next(tenant), domain.name()));
    audit.record(actor, "tenant.remove-domain", tenant, domain.name());
  }

  /**
   * Lets links to the tenant use this domain. Nothing happens if they do already.
   *
   * @throws DomainNotFoundException if the tenant has none of that name
   * @throws DomainRefusedException if it is not proved, or only redirects
   */
  @Transactional
  public Domain makePrimary(TenantId tenant, String name, ExpectedVersion expected, Actor actor) {
    guard.lock(tenant, expected, STAYING);
    Domain domain = domains.get(tenant, name);
    refuse(domain, domain.kind() == DomainKind.REDIRECT, Reason.IS_REDIRECT);
    refuse(domain, domain.status() != DomainStatus.VERIFIED, Reason.NOT_VERIFIED);
    if (domain.primary()) {
      return domain;
    }
    writes.makePrimary(tenant, domain.name());
    outbox.append(
        new TenantPrimaryDomainChanged(tenant.value(), sequences.next(tenant), domain.name()));
    audit.record(actor, "tenant.set-primary-domain", tenant, domain.name());
    return domains.get(tenant, name);
  }

  /**
   * Has the domain's ownership looked for now, or as soon as the last look is a moment ago; and
   * again for a while should it not be found. No event tells of it.
   *
   * @throws DomainNotFoundException if the tenant has none of that name
   * @throws DomainRefusedException if it is the platform's own
   */
  @Transactional
  public Domain check(TenantId tenant, String name, ExpectedVersion expected, Actor actor) {
    guard.lock(tenant, expected, STAYING);
    Domain domain = domains.get(tenant, name);
    refuse(domain, domain.kind() == DomainKind.REDIRECT, Reason.IS_REDIRECT);
    refuse(domain, domain.kind() == DomainKind.DEFAULT, Reason.IS_DEFAULT);
    writes.checkSoon(domain);
    audit.record(actor, "tenant.check-domain", tenant, domain.name());
    return domains.get(tenant, name);
  }

  private static void refuse(Domain domain, boolean refused, Reason reason) {
    if (refused) {
      throw new DomainRefusedException(domain.name(), reason);
    }
  }
}
