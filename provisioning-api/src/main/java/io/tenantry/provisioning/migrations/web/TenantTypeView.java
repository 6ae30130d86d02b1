package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.migrations.TenantType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A type of tenants as operators see it. */
@Schema(name = "TenantType")
record TenantTypeView(
    String name,
    @Schema(description = "Of its newest script") String version,
    @Schema(description = "Over all its scripts") String fingerprint,
    long tenants,
    @Schema(description = "Tenants that lack a script") long behind,
    Instant updatedAt,
    List<Script> scripts) {

  /** One of its scripts. */
  @Schema(name = "TenantScript")
  record Script(
      @Schema(nullable = true, description = "Null if it runs again whenever it changes")
          @Nullable String version,
      String description,
      String name,
      @Schema(nullable = true) @Nullable Integer checksum) {}

  static TenantTypeView of(TenantType type) {
    return new TenantTypeView(
        type.name(),
        type.version(),
        type.fingerprint(),
        type.tenants(),
        type.behind(),
        type.updatedAt().toInstant(),
        Arrays.asList(JsonMapper.shared().readValue(type.scripts(), Script[].class)));
  }
}
