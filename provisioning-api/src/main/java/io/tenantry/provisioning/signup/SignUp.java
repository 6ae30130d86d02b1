package io.tenantry.provisioning.signup;

import io.tenantry.registry.SchemaName;
import org.jspecify.annotations.Nullable;

/**
 * A sign-up that keeps the rules; whether its names are free, the database decides.
 *
 * @param schemaName as given, or what the tenant's name gives
 * @param nameGiven whether the caller insists on that schema name
 * @param defaultDomain the caller's choice below the platform's domain; null to follow the schema
 *     name
 * @param customDomain the customer's own
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
    @Nullable String contactEmail) {}
