package io.tenantry.chaos.model;

import java.util.UUID;

/**
 * A sign-up; asked again with the same key it is the same one.
 *
 * @param key of idempotency
 * @param name unique in this run
 */
public record SignUp(UUID key, String name, String schemaName, boolean trial) {}
