package io.tenantry.tenancy;

import java.lang.ScopedValue.CallableOp;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The tenant that the running code works for. It holds for the duration of a call and on its thread
 * only; scopes may be nested, except within a database transaction.
 */
public final class CurrentTenant {

  private static final ScopedValue<Binding> BINDING = ScopedValue.newInstance();
  private static final TenantScope PUBLIC = new TenantScope.InPublic();

  /** A tenant may be renamed while somebody works for it. */
  private static final class Binding {

    private volatile TenantScope scope;

    Binding(TenantScope scope) {
      this.scope = scope;
    }
  }

  private CurrentTenant() {}

  /**
   * @throws NoTenantException in public, and where nothing was bound
   */
  public static Tenant get() {
    return find().orElseThrow(NoTenantException::new);
  }

  /** Empty in public, and where nothing was bound. */
  public static Optional<Tenant> find() {
    return scope().orElse(PUBLIC) instanceof TenantScope.InTenant(Tenant tenant)
        ? Optional.of(tenant)
        : Optional.empty();
  }

  /** Tenant or public; empty where nothing was bound. */
  public static Optional<TenantScope> scope() {
    return BINDING.isBound() ? Optional.of(BINDING.get().scope) : Optional.empty();
  }

  public static void run(Tenant tenant, Runnable work) {
    bound(new TenantScope.InTenant(tenant)).run(work);
  }

  public static <T, X extends Throwable> T call(Tenant tenant, CallableOp<? extends T, X> work)
      throws X {
    return call(new TenantScope.InTenant(tenant), work);
  }

  public static void runInPublic(Runnable work) {
    bound(PUBLIC).run(work);
  }

  public static <T, X extends Throwable> T callInPublic(CallableOp<? extends T, X> work) throws X {
    return call(PUBLIC, work);
  }

  /** Runs work in a scope that was current elsewhere. */
  public static <T, X extends Throwable> T call(TenantScope scope, CallableOp<? extends T, X> work)
      throws X {
    return bound(scope).call(work);
  }

  /**
   * The same work for wherever it is run: in the scope of here, or in none if there is none here.
   */
  public static Runnable carry(Runnable work) {
    return scope().<Runnable>map(scope -> () -> bound(scope).run(work)).orElse(work);
  }

  /** The same for work with a result. */
  public static <T> Callable<T> carry(Callable<T> work) {
    return scope().<Callable<T>>map(scope -> () -> call(scope, work::call)).orElse(work);
  }

  /**
   * The current tenant has another name, which holds for the rest of the call.
   *
   * @throws IllegalStateException if it is not this tenant that is current
   */
  public static void renamed(Tenant now) {
    TenantScope scope = new TenantScope.InTenant(now);
    if (!scope.isSameAs(scope().orElseThrow(NoTenantException::new))) {
      throw new IllegalStateException("Another tenant is current here");
    }
    BINDING.get().scope = scope;
  }

  private static ScopedValue.Carrier bound(TenantScope scope) {
    return ScopedValue.where(BINDING, new Binding(scope));
  }
}
