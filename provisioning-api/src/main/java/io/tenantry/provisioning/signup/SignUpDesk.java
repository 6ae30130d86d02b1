package io.tenantry.provisioning.signup;

import io.tenantry.registry.Actor;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.SchemaNameTakenException;
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

  private final SignUpRules rules;
  private final SignUpTransaction transaction;
  private final IdempotencyKeys keys;
  private final ActivationWait activation;

  SignUpDesk(
      SignUpRules rules,
      SignUpTransaction transaction,
      IdempotencyKeys keys,
      ActivationWait activation) {
    this.rules = rules;
    this.transaction = transaction;
    this.keys = keys;
    this.activation = activation;
  }

  /**
   * Records the tenant, or finds the one that an earlier request with the same key made.
   *
   * @throws InvalidSignUpException if the request breaks a rule
   * @throws NameUnavailableException if the given schema name can't be used
   * @throws SchemaNameTakenException if another tenant has the given schema name
   * @throws io.tenantry.registry.DomainTakenException if another tenant has the given domain
   * @throws KeyReusedException if the key came with another request before
   */
  public SignedUp signUp(SignUpRequest request, Actor actor, @Nullable IdempotencyKey key) {
    SignUp signUp = rules.apply(request);
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
    return activation
        .await(accepted.tenant(), atMost)
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
