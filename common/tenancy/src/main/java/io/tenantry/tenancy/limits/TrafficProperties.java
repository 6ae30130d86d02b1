package io.tenantry.tenancy.limits;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of an instance one tenant may have. How many requests in a minute is its plan's to say.
 *
 * @param concurrentRequests how many are served at once; fewer than the pool has connections, so
 *     that there is one left for the others; 0 for any number
 * @param patience how long one more waits for its turn
 * @param share which part of all processors' time a tenant's requests may take before they are
 *     slowed down, where others ask, too, and the instance is busy; 1 for never
 * @param busy how many requests an instance serves at once for each of its processors when it is
 *     busy; below that nobody is slowed down
 * @param longestPause how long a request that is slowed down waits at most
 */
@ConfigurationProperties("tenantry.traffic")
record TrafficProperties(
    @DefaultValue("5") int concurrentRequests,
    @DefaultValue("1s") Duration patience,
    @DefaultValue("0.05") double share,
    @DefaultValue("0.25") double busy,
    @DefaultValue("1s") Duration longestPause) {

  TrafficProperties {
    Settings.check("tenantry.traffic")
        .require(
            "concurrent-requests",
            concurrentRequests >= 0,
            "must not be negative, but is " + concurrentRequests)
        .positive("patience", patience)
        .require("share", share > 0 && share <= 1, "must be above 0 and at most 1, not " + share)
        .require("busy", busy > 0 && busy <= 100, "must be above 0 and at most 100, not " + busy)
        .positive("longest-pause", longestPause)
        .orThrow();
  }
}
