package io.tenantry.provisioning.signup;

import io.tenantry.provisioning.waiting.TenantWait;
import io.tenantry.registry.Actor;
import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SchemaNameTakenException;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantNotFoundException;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** Takes sign-ups: finds a free name where none was given, and lets the caller wait. */
@Service
public class SignUpDesk {

  private static final Logger log = LoggerFactory.getLogger(SignUpDesk.class);
  private static final int MOST_TRIES = 200;

  private final Tenants tenants;
  private final SignUpRules rules;
  private final SignUpTransaction transaction;
  private final IdempotencyKeys keys;
  private final TenantWait waiting;

  SignUpDesk(
      Tenants tenants,
      SignUpRules rules,
      SignUpTransaction transaction,
      IdempotencyKeys keys,
      TenantWait waiting) {
    this.tenants = tenants;
    this.rules = rules;
    this.transaction = transaction;
    this.keys = keys;
    this.waiting = waiting;
  }

  /**
   * Records the tenant, or finds the one that an earlier request with the same key made.
   *
   * @throws InvalidSignUpException if the request breaks a rule
   * @throws NameUnavailableException if the given schema name can't be used
   * @throws SchemaNameTakenException if another tenant has the given schema name
   * @throws io.tenantry.registry.DomainTakenException if another tenant has the given domain
   * @throws KeyReusedException if the key came with another request before
   * @throws BacklogFullException if too much waits to be built
   */
  public SignedUp signUp(SignUpRequest request, Actor actor, @Nullable IdempotencyKey key) {
    return record(rules.apply(request), actor, key);
  }

  /**
   * The same for a tenant whose schema is to be a copy of another one's. It has the other's type,
   * and its plan unless the request names one.
   *
   * @throws io.tenantry.registry.TenantNotFoundException if there is no such source
   * @throws io.tenantry.registry.StaleVersionException if the source is not as the caller saw it
   * @throws io.tenantry.registry.WrongStatusException if the source has no schema to copy
   */
  public SignedUp cloneOf(
      TenantId sourceId,
      ExpectedVersion expected,
      SignUpRequest request,
      boolean withData,
      Actor actor,
      @Nullable IdempotencyKey key) {
    Tenant source = tenants.find(sourceId).orElseThrow(() -> new TenantNotFoundException(sourceId));
    SignUp signUp =
        rules
            .apply(request)
            .cloneOf(
                source.type(),
                request.plan() == null ? source.plan() : request.plan(),
                new SignUp.Source(sourceId, expected, withData));
    return record(signUp, actor, key);
  }

  private SignedUp record(SignUp signUp, Actor actor, @Nullable IdempotencyKey key) {
    Set<SchemaName> unusable = new HashSet<>();
    for (int tries = 1; ; tries++) {
      try {
        return logged(transaction.attempt(signUp, actor, key, unusable));
      } catch (SchemaNameTakenException e) {
        refuseIf(signUp.nameGiven() || tries == MOST_TRIES, e);
        unusable.add(e.name());
      } catch (NameUnavailableException e) {
        refuseIf(signUp.nameGiven() || tries == MOST_TRIES, e);
        unusable.add(e.name());
      }
    }
  }

  /**
   * Waits until the tenant is served or has failed, without holding a database connection; repeats
   * too. Empty where too many wait already.
   */
  public Optional<SignedUp> await(
      SignedUp accepted, Duration atMost, @Nullable IdempotencyKey key) {
    return waiting
        .await(accepted.tenant(), tenant -> tenant.status() == TenantStatus.PENDING, atMost)
        .map(
            tenant -> {
              if (!tenant.status().isServed()) {
                return new SignedUp(tenant, accepted.statusCode(), accepted.repeated());
              }
              settle(key);
              return new SignedUp(tenant, SignedUp.CREATED, accepted.repeated());
            });
  }

  private void settle(@Nullable IdempotencyKey key) {
    if (key == null) {
      return;
    }
    try {
      keys.settle(key, SignedUp.CREATED);
    } catch (DataAccessException e) {
      log.warn("A repeat of this request will be answered 202, not 201: {}", e.getMessage());
    }
  }

  private static void refuseIf(boolean refused, RuntimeException e) {
    if (refused) {
      throw e;
    }
  }

  private static SignedUp logged(SignedUp signedUp) {
    if (!signedUp.repeated()) {
      try (var _ = MDC.putCloseable("tenant", signedUp.tenant().schemaName().value())) {
        log.info("Signed up tenant {}", signedUp.tenant().id());
      }
    }
    return signedUp;
  }
}
