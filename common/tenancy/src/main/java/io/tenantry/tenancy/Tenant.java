package io.tenantry.tenancy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as its application sees it.
 *
 * @param name for people
 * @param schemaName for people too, and for logs
 * @param role the name of its role and schema in the database
 * @param type which scripts made its schema
 * @param primaryDomain for links
 * @param schemaVersion the newest script that its schema has
 */
public record Tenant(
    UUID id,
    String name,
    String schemaName,
    String role,
    String type,
    String plan,
    String primaryDomain,
    @Nullable String schemaVersion) {}
