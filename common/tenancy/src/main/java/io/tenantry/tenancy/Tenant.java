package io.tenantry.tenancy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as its application sees it.
 *
 * @param name for people
 * @param schemaName for people too, and for logs
 * @param role the name of its role and schema in the database, which a rename changes
 * @param roleId the number of its role in the database, which stays; 0 where it has none
 * @param type which scripts made its schema
 * @param limits what its plan allows
 * @param primaryDomain for links
 * @param schemaVersion the newest script that its schema has
 */
public record Tenant(
    UUID id,
    String name,
    String schemaName,
    String role,
    long roleId,
    String type,
    String plan,
    PlanLimits limits,
    String primaryDomain,
    @Nullable String schemaVersion) {

  /** Whether the other one is this tenant under the name that it has in the database here. */
  public boolean hasRoleOf(Tenant other) {
    return id.equals(other.id) && role.equals(other.role) && roleId == other.roleId;
  }
}
