package io.tenantry.acceptance;

import static io.tenantry.registry.TenantStatus.ACTIVE;
import static io.tenantry.registry.TenantStatus.DELETED;
import static io.tenantry.registry.TenantStatus.DELETING;
import static io.tenantry.registry.TenantStatus.SUSPENDED;
import static io.tenantry.registry.TenantStatus.TRIAL;

import java.util.Optional;

/** What clients ask of a tenant, and what must come of it by the state that it meets. */
enum Operation {
  SUSPEND("POST", "/suspend") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.isServed() ? Optional.of(state.to(SUSPENDED)) : Optional.empty();
    }
  },
  RESUME("POST", "/resume") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.status() == SUSPENDED
          ? Optional.of(state.to(state.onTrial() ? TRIAL : ACTIVE))
          : Optional.empty();
    }
  },
  CONVERT("POST", "/convert") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.status() == TRIAL
          ? Optional.of(new ModelState(ACTIVE, null, false))
          : Optional.empty();
    }
  },
  EXTEND("POST", "/extend-trial") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.onTrial() && (state.status() == TRIAL || state.status() == SUSPENDED)
          ? Optional.of(state)
          : Optional.empty();
    }
  },
  CALL_IT("PATCH", "") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.status() == DELETED ? Optional.empty() : Optional.of(state);
    }
  },
  DELETE("DELETE", "") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.status() == DELETING || state.status() == DELETED
          ? Optional.empty()
          : Optional.of(new ModelState(DELETING, state.status(), state.onTrial()));
    }
  },
  RESTORE("POST", "/restore") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.status() == DELETING
          ? Optional.of(new ModelState(state.before(), null, state.onTrial()))
          : Optional.empty();
    }
  },
  RENAME("POST", "/rename") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return state.isServed() || state.status() == SUSPENDED
          ? Optional.of(state)
          : Optional.empty();
    }

    @Override
    boolean mayBeRefused(ModelState state) {
      return true;
    }
  },
  ADD_DOMAIN("POST", "/domains") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return Optional.of(state);
    }

    @Override
    boolean mayBeRefused(ModelState state) {
      return true;
    }
  },
  MAKE_PRIMARY("POST", "/domains/{domain}/primary") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return Optional.of(state);
    }

    @Override
    boolean mayBeRefused(ModelState state) {
      return true;
    }
  },
  REMOVE_DOMAIN("DELETE", "/domains/{domain}") {
    @Override
    Optional<ModelState> on(ModelState state) {
      return Optional.of(state);
    }

    @Override
    boolean mayBeRefused(ModelState state) {
      return true;
    }
  };

  private final String method;
  private final String path;

  Operation(String method, String path) {
    this.method = method;
    this.path = path;
  }

  String method() {
    return method;
  }

  /** Below the tenant. */
  String path() {
    return path;
  }

  /** The state after it; empty if it can't be done in this one. */
  abstract Optional<ModelState> on(ModelState state);

  /** Whether it may be refused for reasons that the model does not know, such as a name taken. */
  boolean mayBeRefused(ModelState state) {
    return on(state).isEmpty();
  }
}
