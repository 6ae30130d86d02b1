package io.tenantry.chaos.model;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.DELETED;
import static io.tenantry.registry.TenantStatus.DELETING;
import static io.tenantry.registry.TenantStatus.FAILED;
import static io.tenantry.registry.TenantStatus.PENDING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;

import java.util.Optional;

/** What clients ask of a tenant, and what comes of it by the state that it meets. */
public enum Change {
  SUSPEND("POST", "/suspend", "tenant.suspend"),
  RESUME("POST", "/resume", "tenant.resume"),
  RETRY("POST", "/retry", "tenant.retry"),
  DELETE("DELETE", "?force=true", "tenant.delete"),
  RESTORE("POST", "/restore", "tenant.restore"),
  RENAME("POST", "/rename", "tenant.rename-requested"),
  CALL_IT("PATCH", "", "tenant.update"),
  ADD_DOMAIN("POST", "/domains", "tenant.add-domain"),
  REMOVE_DOMAIN("DELETE", "/domains/", "tenant.remove-domain");

  private final String method;
  private final String path;
  private final String action;

  Change(String method, String path, String action) {
    this.method = method;
    this.path = path;
    this.action = action;
  }

  public String method() {
    return method;
  }

  /** Below the tenant. */
  public String path() {
    return path;
  }

  /** Its name in the audit log. */
  public String action() {
    return action;
  }

  /** The state after it; empty if it can't be done in this one. */
  Optional<State> on(State state) {
    boolean served = state.status() == ACTIVE || state.status() == TRIAL;
    return switch (this) {
      case SUSPEND -> when(served, state.to(SUSPENDED));
      case RESUME -> when(state.status() == SUSPENDED, state.to(state.onTrial() ? TRIAL : ACTIVE));
      case RETRY -> when(state.status() == FAILED, state.to(PENDING));
      case DELETE ->
          when(
              state.status() != DELETING && state.status() != DELETED,
              new State(DELETING, state.status(), state.onTrial()));
      case RESTORE ->
          state.before() == null ? Optional.empty() : Optional.of(state.to(state.before()));
      case RENAME -> when(served || state.status() == SUSPENDED, state);
      case CALL_IT -> when(state.status() != DELETED, state);
      case ADD_DOMAIN, REMOVE_DOMAIN -> Optional.of(state);
    };
  }

  /** Whether it may be refused in a state in which it can be done. */
  boolean mayBeRefused() {
    return switch (this) {
      // Its drop has started; it is being renamed; it has the domain, or has it no more.
      case RESTORE, RENAME, ADD_DOMAIN, REMOVE_DOMAIN -> true;
      case SUSPEND, RESUME, RETRY, DELETE, CALL_IT -> false;
    };
  }

  private static Optional<State> when(boolean possible, State next) {
    return possible ? Optional.of(next) : Optional.empty();
  }
}
