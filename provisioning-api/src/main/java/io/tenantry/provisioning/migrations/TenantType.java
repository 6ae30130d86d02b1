package io.tenantry.provisioning.migrations;

import java.time.OffsetDateTime;

/**
 * A type of tenants.
 *
 * @param version of its newest script
 * @param fingerprint over all its scripts
 * @param scripts JSON: each with version, description, name and checksum, in order
 * @param tenants how many have it
 * @param behind how many of these lack a script
 */
public record TenantType(
    String name,
    String version,
    String fingerprint,
    String scripts,
    long tenants,
    long behind,
    OffsetDateTime updatedAt) {}
