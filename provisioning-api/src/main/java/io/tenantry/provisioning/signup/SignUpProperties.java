package io.tenantry.provisioning.signup;

import io.tenantry.events.HostName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an installation decides about new tenants.
 *
 * @param baseDomain the platform's own domain; each tenant gets one below it
 * @param schemaPrefix put before the schema name for the schema and its role in the database
 * @param types the tenant types that can be signed up for
 * @param defaultType the type of those who ask for none
 * @param defaultPlan the plan of those who ask for none
 * @param domains about domains that customers bring along
 * @param waiting about callers who wait for the schema
 */
@Validated
@ConfigurationProperties("tenantry")
record SignUpProperties(
    @DefaultValue("localhost") @NotBlank String baseDomain,
    @DefaultValue("") @Pattern(regexp = "([a-z][a-z0-9_]{0,7})?") String schemaPrefix,
    @DefaultValue("default") @NotEmpty List<@NotBlank String> types,
    @DefaultValue("default") @NotBlank String defaultType,
    @DefaultValue("free") @NotBlank String defaultPlan,
    @DefaultValue Domains domains,
    @DefaultValue Waiting waiting) {

  SignUpProperties {
    baseDomain = normalised(baseDomain);
    if (!types.contains(defaultType)) {
      throw new IllegalArgumentException(
          "tenantry.default-type is not among tenantry.types: " + defaultType);
    }
  }

  HostName base() {
    return new HostName(baseDomain);
  }

  private static String normalised(String baseDomain) {
    try {
      return HostName.parse(baseDomain).value();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tenantry.base-domain " + e.getMessage() + ": " + baseDomain);
    }
  }

  /**
   * About domains that customers bring along.
   *
   * @param trustUnverified whether they count as verified unproved; for trials of Tenantry only
   */
  record Domains(@DefaultValue("false") boolean trustUnverified) {}

  /**
   * About callers who wait for the schema.
   *
   * @param max how many may wait at once; others are answered 202 at once
   * @param poll how often to look without a signal
   */
  record Waiting(@DefaultValue("1000") int max, @DefaultValue("750ms") Duration poll) {}
}
