package io.tenantry.testing.leaks;

/** How an application begins to work for a tenant, such as {@code CurrentTenant::run}. */
@FunctionalInterface
public interface Entrance<T> {

  /** Does the work on this thread, for that tenant, and is out of it afterwards. */
  void enter(T tenant, Runnable work);
}
