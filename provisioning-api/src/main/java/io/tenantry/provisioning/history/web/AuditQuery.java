package io.tenantry.provisioning.history.web;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entries of the audit log a caller wants to see. */
record AuditQuery(
    @Parameter(description = "An API client's name, or a part of Tenantry such as worker")
        @Nullable
        @Size(max = 100)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String actor,
    @Parameter(example = "tenant.suspend")
        @Nullable
        @Size(max = 100)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String action,
    @Parameter(description = "A tenant's id") @Nullable UUID tenant) {

  private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
  private static final String NOT_PLAIN = "must be text without control characters";
}
