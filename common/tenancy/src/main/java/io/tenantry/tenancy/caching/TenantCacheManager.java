package io.tenantry.tenancy.caching;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/** Hands out the caches of another one with keys by tenant. */
record TenantCacheManager(CacheManager caches, Set<String> shared) implements CacheManager {

  @Override
  public @Nullable Cache getCache(String name) {
    Cache cache = caches.getCache(name);
    return cache == null || shared.contains(name) ? cache : new TenantCache(cache);
  }

  @Override
  public Collection<String> getCacheNames() {
    return caches.getCacheNames();
  }
}
