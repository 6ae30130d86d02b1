package io.tenantry.registry;

/**
 * A name that a tenant is to get.
 *
 * @param defaultDomain the domain that the name gives, below the platform's own
 * @param previousDomain the domain that the present name gives
 * @param baseDomain the platform's own
 * @param redirectDays how long the present default domain goes on leading to the tenant; 0 to give
 *     it back at once
 */
public record NewName(
    SchemaName schemaName,
    String defaultDomain,
    String previousDomain,
    String baseDomain,
    int redirectDays) {}
