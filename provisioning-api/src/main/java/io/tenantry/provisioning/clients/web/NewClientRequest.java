package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.clients.Scope;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new API client.
 *
 * @param name by which it stands in the audit log, for ever
 * @param requestsPerMinute the usual limit where it is absent; 0 for no limit
 */
@Schema(name = "NewApiClient")
record NewClientRequest(
    @Schema(example = "web-shop")
        @NotNull(message = "is missing")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}", message = NO_NAME)
        String name,
    @Schema(example = "[\"tenants:create\", \"tenants:read\"]")
        @NotEmpty(message = "must name at least one scope")
        @Size(max = 20)
        List<@NotNull(message = "must be a scope") Scope> scopes,
    @Schema(nullable = true) @Nullable @Min(0) @Max(ClientLimits.MOST_PER_MINUTE)
        Integer requestsPerMinute) {

  private static final String NO_NAME =
      "must be 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or"
          + " a digit";
}
