package io.tenantry.registry;

/**
 * Where a tenant's schema is.
 *
 * @param version the highest version of its scripts, for people
 * @param fingerprint a hash over all that was applied, which tells who is behind: a script that may
 *     be repeated changes without a version
 */
public record SchemaVersion(String version, String fingerprint) {}
