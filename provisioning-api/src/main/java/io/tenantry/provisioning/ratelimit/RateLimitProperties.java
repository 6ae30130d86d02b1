package io.tenantry.provisioning.ratelimit;

import io.tenantry.problems.rate.TokenBucket;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much each instance takes in a minute; as much may come at once. 0 is no limit.
 *
 * @param requestsPerMinute of an API client that has no limit of its own
 * @param failedKeysPerMinute from one address with keys that are nobody's
 */
@Validated
@ConfigurationProperties("tenantry.rate-limit")
record RateLimitProperties(
    @DefaultValue("1000") @Min(0) @Max(TokenBucket.MOST_PER_MINUTE) int requestsPerMinute,
    @DefaultValue("60") @Min(0) @Max(TokenBucket.MOST_PER_MINUTE) int failedKeysPerMinute) {}
