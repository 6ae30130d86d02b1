package io.tenantry.provisioning.plans;

import java.time.Instant;

/**
 * What tenants can subscribe to.
 *
 * @param description for people
 */
public record Plan(
    String name, String description, PlanLimits limits, Instant createdAt, Instant updatedAt) {}
