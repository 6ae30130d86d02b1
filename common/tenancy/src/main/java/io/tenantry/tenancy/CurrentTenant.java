package io.tenantry.tenancy;

import java.lang.ScopedValue.CallableOp;
import java.util.Optional;

/**
 * The tenant that the running code works for. It holds for the duration of a call and on its thread
 * only; scopes may be nested, except within a database transaction.
 */
public final class CurrentTenant {

  private static final ScopedValue<TenantScope> SCOPE = ScopedValue.newInstance();
  private static final TenantScope PUBLIC = new TenantScope.InPublic();

  private CurrentTenant() {}

  /**
   * @throws NoTenantException in public, and where nothing was bound
   */
  public static Tenant get() {
    return find().orElseThrow(NoTenantException::new);
  }

  /** Empty in public, and where nothing was bound. */
  public static Optional<Tenant> find() {
    return SCOPE.isBound() && SCOPE.get() instanceof TenantScope.InTenant(Tenant tenant)
        ? Optional.of(tenant)
        : Optional.empty();
  }

  /** Tenant or public; empty where nothing was bound. */
  public static Optional<TenantScope> scope() {
    return SCOPE.isBound() ? Optional.of(SCOPE.get()) : Optional.empty();
  }

  public static void run(Tenant tenant, Runnable work) {
    ScopedValue.where(SCOPE, new TenantScope.InTenant(tenant)).run(work);
  }

  public static <T, X extends Throwable> T call(Tenant tenant, CallableOp<? extends T, X> work)
      throws X {
    return call(new TenantScope.InTenant(tenant), work);
  }

  public static void runInPublic(Runnable work) {
    ScopedValue.where(SCOPE, PUBLIC).run(work);
  }

  public static <T, X extends Throwable> T callInPublic(CallableOp<? extends T, X> work) throws X {
    return call(PUBLIC, work);
  }

  /** Runs work in a scope that was current elsewhere. */
  public static <T, X extends Throwable> T call(TenantScope scope, CallableOp<? extends T, X> work)
      throws X {
    return ScopedValue.where(SCOPE, scope).call(work);
  }
}
