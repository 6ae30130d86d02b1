package io.tenantry.testing.tenants;

import java.util.UUID;

/**
 * A tenant of a test.
 *
 * @param schemaName as people know it
 * @param role the name of its role and schema in the database
 * @param domain its primary one
 */
public record TestTenant(UUID id, String schemaName, String role, String domain) {}
