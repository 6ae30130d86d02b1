package io.tenantry.provisioning.signup;

import io.tenantry.provisioning.domains.DomainProperties;
import io.tenantry.provisioning.preferences.TenantPreferences;
import io.tenantry.provisioning.signup.NameUnavailableException.Obstacle;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Clones;
import io.tenantry.registry.DomainTakenException;
import io.tenantry.registry.NewTenant;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SignUps;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantGuard;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One try at a sign-up: all of it, or nothing. */
@Component
class SignUpTransaction {

  private static final Set<TenantStatus> COPYABLE =
      EnumSet.of(TenantStatus.ACTIVE, TenantStatus.TRIAL, TenantStatus.SUSPENDED);

  private final SignUps signUps;
  private final Tenants tenants;
  private final IdempotencyKeys keys;
  private final TenantPreferences preferences;
  private final Clones clones;
  private final TenantGuard guard;
  private final TenantNames names;
  private final SignUpProperties settings;
  private final DomainProperties domains;
  private final Clock clock;
  private final Backlog backlog;

  SignUpTransaction(
      SignUps signUps,
      Tenants tenants,
      IdempotencyKeys keys,
      TenantPreferences preferences,
      Clones clones,
      TenantGuard guard,
      TenantNames names,
      SignUpProperties settings,
      DomainProperties domains,
      Clock clock,
      Backlog backlog) {
    this.signUps = signUps;
    this.tenants = tenants;
    this.keys = keys;
    this.preferences = preferences;
    this.clones = clones;
    this.guard = guard;
    this.names = names;
    this.settings = settings;
    this.domains = domains;
    this.clock = clock;
    this.backlog = backlog;
  }

  /**
   * @param unusable schema names that turned out not to be free, whatever the registry says
   * @throws BacklogFullException if too much waits, at the first try; repeats are answered all the
   *     same
   */
  @Transactional
  SignedUp attempt(
      SignUp signUp, Actor actor, @Nullable IdempotencyKey key, Set<SchemaName> unusable) {
    TenantId id = TenantId.next(clock);
    if (key != null) {
      Optional<IdempotencyKeys.Earlier> earlier = keys.claim(key, id, SignedUp.ACCEPTED);
      if (earlier.isPresent()) {
        return repeated(key, earlier.get());
      }
    }
    if (unusable.isEmpty()) {
      backlog.admit();
    }
    // Before anything else is locked, and to the end: what is copied has to be there.
    SignUp.Source from = signUp.source();
    Tenant source = from == null ? null : guard.lock(from.id(), from.expected(), COPYABLE);
    NewTenant tenant = newTenant(signUp, freeName(signUp, unusable));
    record(id, tenant, signUp, actor);
    if (from != null && source != null) {
      clones.order(id, source, from.withData(), actor);
      preferences.copy(source.id(), id);
    }
    if (!signUp.preferences().isEmpty()) {
      preferences.store(id, signUp.preferences());
    }
    // Not before: now nobody else can be making this tenant's role.
    return tenants
        .findWithoutRole(id)
        .map(recorded -> new SignedUp(recorded, SignedUp.ACCEPTED, false))
        .orElseThrow(() -> new NameUnavailableException(tenant.schemaName(), Obstacle.ROLE_EXISTS));
  }

  private SignedUp repeated(IdempotencyKey key, IdempotencyKeys.Earlier earlier) {
    if (!MessageDigest.isEqual(key.bodyHash(), earlier.bodyHash())) {
      throw new KeyReusedException();
    }
    return new SignedUp(tenants.find(earlier.tenant()).orElseThrow(), earlier.statusCode(), true);
  }

  /** Most names are free: only once one was not, the registry is asked which numbers are. */
  private SchemaName freeName(SignUp signUp, Set<SchemaName> unusable) {
    if (signUp.nameGiven() || unusable.isEmpty()) {
      return signUp.schemaName();
    }
    Set<Integer> taken = tenants.takenNumbers(signUp.schemaName());
    return IntStream.iterate(1, number -> number + 1)
        .filter(number -> !taken.contains(number))
        .mapToObj(
            number -> number == 1 ? signUp.schemaName() : signUp.schemaName().numbered(number))
        .filter(name -> !unusable.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private void record(TenantId id, NewTenant tenant, SignUp signUp, Actor actor) {
    try {
      signUps.record(id, tenant, actor);
    } catch (DomainTakenException e) {
      if (signUp.defaultDomain() == null && e.domain().equals(tenant.defaultDomain())) {
        throw new NameUnavailableException(tenant.schemaName(), Obstacle.DOMAIN_TAKEN);
      }
      throw e;
    }
  }

  private NewTenant newTenant(SignUp signUp, SchemaName name) {
    String chosen = signUp.defaultDomain();
    return new NewTenant(
        signUp.name(),
        name,
        names.role(name),
        signUp.type(),
        signUp.plan(),
        chosen != null ? chosen : names.domain(name),
        signUp.customDomain(),
        domains.domains().trustUnverified(),
        signUp.trialDays(),
        signUp.contactName(),
        signUp.contactEmail());
  }
}
