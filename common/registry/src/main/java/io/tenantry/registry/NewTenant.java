package io.tenantry.registry;

import org.jspecify.annotations.Nullable;

/**
 * A sign-up that has passed validation.
 *
 * @param defaultDomain under the platform's base domain; verified and, if nothing else is, primary
 * @param customDomain the customer's own
 * @param customDomainTrusted whether the customer's domain counts as verified unproved
 * @param trialDays length of the trial; null for none
 */
public record NewTenant(
    String name,
    SchemaName schemaName,
    SqlIdentifier role,
    String type,
    String plan,
    String defaultDomain,
    @Nullable String customDomain,
    boolean customDomainTrusted,
    @Nullable Integer trialDays,
    @Nullable String contactName,
    @Nullable String contactEmail) {

  /** The domain that links to this tenant use. */
  public String primaryDomain() {
    return customDomain != null && customDomainTrusted ? customDomain : defaultDomain;
  }
}
