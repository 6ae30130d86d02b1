package io.tenantry.tenancy.caching;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.NoTenantException;
import io.tenantry.tenancy.TenantScope;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache in which each tenant has keys of its own, however they are made: a key generator would do
 * for annotations only. Without a tenant it is of no use, and clearing it clears it for all.
 */
record TenantCache(Cache cache) implements Cache {

  /** Public and each tenant; a tenant's name may change hands, its id doesn't. */
  private record OwnKey(String owner, Object key) {}

  private static Object own(Object key) {
    return new OwnKey(
        switch (CurrentTenant.scope().orElseThrow(NoTenantException::new)) {
          case TenantScope.InTenant(var tenant) -> tenant.id().toString();
          case TenantScope.InPublic _ -> "public";
        },
        key);
  }

  @Override
  public String getName() {
    return cache.getName();
  }

  @Override
  public Object getNativeCache() {
    return cache.getNativeCache();
  }

  @Override
  public @Nullable ValueWrapper get(Object key) {
    return cache.get(own(key));
  }

  @Override
  public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
    return cache.get(own(key), type);
  }

  @Override
  public <T> @Nullable T get(Object key, Callable<T> loader) {
    return cache.get(own(key), CurrentTenant.carry(loader));
  }

  @Override
  public @Nullable CompletableFuture<?> retrieve(Object key) {
    return cache.retrieve(own(key));
  }

  @Override
  public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
    return cache.retrieve(own(key), loader);
  }

  @Override
  public void put(Object key, @Nullable Object value) {
    cache.put(own(key), value);
  }

  @Override
  public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
    return cache.putIfAbsent(own(key), value);
  }

  @Override
  public void evict(Object key) {
    cache.evict(own(key));
  }

  @Override
  public boolean evictIfPresent(Object key) {
    return cache.evictIfPresent(own(key));
  }

  @Override
  public void clear() {
    cache.clear();
  }

  @Override
  public boolean invalidate() {
    return cache.invalidate();
  }
}
