package io.tenantry.tenancy.web;

import io.tenantry.tenancy.Settings;
import io.tenantry.tenancy.Tenant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The schema versions that this application can serve.
 *
 * @param schemaVersions by tenant type; types that are not named are served at any version
 */
@ConfigurationProperties("tenantry")
record ServedVersions(@DefaultValue Map<String, Range> schemaVersions) {

  /**
   * @param min the oldest, by the version of a tenant's newest script; none if null
   * @param max the newest; none if null
   */
  record Range(@Nullable String min, @Nullable String max) {

    /** Most tenants are at one of the two, which needs no reading. */
    private boolean includes(String version) {
      return version.equals(min)
          || version.equals(max)
          || ScriptVersion.isValid(version) && includes(ScriptVersion.parse(version));
    }

    private boolean includes(ScriptVersion version) {
      return (min == null || version.compareTo(ScriptVersion.parse(min)) >= 0)
          && (max == null || version.compareTo(ScriptVersion.parse(max)) <= 0);
    }

    private void check(Settings settings, String name) {
      boolean minIsValid = min == null || ScriptVersion.isValid(min);
      boolean maxIsValid = max == null || ScriptVersion.isValid(max);
      settings.require(name + ".min", minIsValid, "must be like 003 or 2.1, not \"" + min + '"');
      settings.require(name + ".max", maxIsValid, "must be like 003 or 2.1, not \"" + max + '"');
      if (min != null && max != null && minIsValid && maxIsValid) {
        settings.require(
            name + ".max",
            ScriptVersion.parse(min).compareTo(ScriptVersion.parse(max)) <= 0,
            "must not be older than min, " + min + ", but is " + max);
      }
    }
  }

  ServedVersions {
    Settings settings = Settings.check("tenantry");
    schemaVersions.forEach((type, range) -> range.check(settings, "schema-versions." + type));
    settings.orThrow();
  }

  /** Whether requests to a tenant can be served at the version that its schema has. */
  boolean include(Tenant tenant) {
    Range range = schemaVersions.get(tenant.type());
    if (range == null) {
      return true;
    }
    String version = tenant.schemaVersion();
    return version != null && range.includes(version);
  }
}
