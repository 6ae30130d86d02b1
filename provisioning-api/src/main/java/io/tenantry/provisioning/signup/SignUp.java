package io.tenantry.provisioning.signup;

import io.tenantry.registry.ExpectedVersion;
import io.tenantry.registry.SchemaName;
import io.tenantry.registry.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sign-up that keeps the rules; whether its names are free, the database decides.
 *
 * @param schemaName as given, or what the tenant's name gives
 * @param nameGiven whether the caller insists on that schema name
 * @param defaultDomain the caller's choice below the platform's domain; null to follow the schema
 *     name
 * @param customDomain the customer's own
 * @param preferences what was chosen, checked
 * @param source for a clone
 */
record SignUp(
    String name,
    SchemaName schemaName,
    boolean nameGiven,
    @Nullable String defaultDomain,
    @Nullable String customDomain,
    String type,
    String plan,
    @Nullable Integer trialDays,
    @Nullable String contactName,
    @Nullable String contactEmail,
    Map<String, Object> preferences,
    @Nullable Source source) {

  /**
   * Whose schema is to be copied.
   *
   * @param expected which version of it the caller saw
   */
  record Source(TenantId id, ExpectedVersion expected, boolean withData) {}

  SignUp cloneOf(String sourceType, String clonePlan, Source from) {
    return new SignUp(
        name,
        schemaName,
        nameGiven,
        defaultDomain,
        customDomain,
        sourceType,
        clonePlan,
        trialDays,
        contactName,
        contactEmail,
        preferences,
        from);
  }
}
