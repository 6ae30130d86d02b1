package io.tenantry.tenancy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the application has tenants at all.
 *
 * @param enabled false leaves the data source as it is configured, with the one schema that its
 *     login finds; all requests then work for the application's only tenant, itself
 */
@ConfigurationProperties("tenantry")
record TenancyProperties(@DefaultValue("true") boolean enabled) {}
