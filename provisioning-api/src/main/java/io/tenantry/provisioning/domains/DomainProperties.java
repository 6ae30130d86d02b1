package io.tenantry.provisioning.domains;

import io.tenantry.events.HostName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which domains tenants may have.
 *
 * @param baseDomain the platform's own domain; each tenant gets one below it
 * @param domains about domains that customers bring along
 */
@Validated
@ConfigurationProperties("tenantry")
public record DomainProperties(
    @DefaultValue("localhost") @NotBlank String baseDomain, @DefaultValue @Valid Custom domains) {

  public DomainProperties {
    baseDomain = normalised(baseDomain);
  }

  /** The platform's own domain. */
  public HostName base() {
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
   * @param maxPerTenant how many of them a tenant may have
   */
  public record Custom(
      @DefaultValue("false") boolean trustUnverified,
      @DefaultValue("20") @Min(1) @Max(1000) int maxPerTenant) {}
}
