package io.tenantry.provisioning.tenants.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.registry.TenantStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tenants a caller wants to see. */
record TenantQuery(
    @Nullable TenantStatus status,
    @Nullable @Size(max = 100) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String plan,
    @Nullable @Size(max = 100) @Pattern(regexp = PLAIN, message = NOT_PLAIN) String type,
    @Parameter(description = "Part of the name, the schema name or a domain")
        @Nullable
        @Size(max = 200)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String text,
    @Nullable @Min(1) @Max(200) Integer limit,
    @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

  private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
  private static final String NOT_PLAIN = "must be text without control characters";
  private static final int DEFAULT_LIMIT = 50;

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }
}
