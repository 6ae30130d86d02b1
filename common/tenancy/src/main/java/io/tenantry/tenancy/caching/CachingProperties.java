package io.tenantry.tenancy.caching;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose caches are.
 *
 * @param shared names of caches whose entries are the same for all tenants
 */
@ConfigurationProperties("tenantry.caches")
record CachingProperties(@DefaultValue Set<String> shared) {}
