package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long and how many routes are remembered.
 *
 * @param ttl how long a route is used without asking again, should its tenant's events not arrive
 * @param lookupTimeout how long a request waits for its route to be read
 * @param maxHits how many domains of tenants are remembered
 * @param maxMisses how many domains of nobody are remembered
 * @param concurrentLookups how many routes are read at once, so that made-up hosts can't take all
 *     connections
 * @param queueLength how many events may wait on the broker for this instance
 */
@ConfigurationProperties("tenantry.routing")
record RoutingProperties(
    @DefaultValue("10s") Duration ttl,
    @DefaultValue("2s") Duration lookupTimeout,
    @DefaultValue("10000") int maxHits,
    @DefaultValue("10000") int maxMisses,
    @DefaultValue("3") int concurrentLookups,
    @DefaultValue("10000") int queueLength) {

  RoutingProperties {
    Settings.check("tenantry.routing")
        .positive("ttl", ttl)
        .positive("lookup-timeout", lookupTimeout)
        .positive("max-hits", maxHits)
        .positive("max-misses", maxMisses)
        .positive("concurrent-lookups", concurrentLookups)
        .positive("queue-length", queueLength)
        .orThrow();
  }
}
