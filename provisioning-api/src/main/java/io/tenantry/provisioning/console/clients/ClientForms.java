package io.tenantry.provisioning.console.clients;

import io.tenantry.provisioning.clients.Scope;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What administrators fill in about an API client. */
final class ClientForms {

  private ClientForms() {}

  /** A new one; its own limit is the installation's where it is empty. */
  record NewClient(
      @NotNull(message = "is missing")
          @Pattern(
              regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
              message =
                  "must be 1 to 100 letters, digits, dots, underscores and hyphens, beginning with"
                      + " a letter or a digit")
          String name,
      @NotEmpty(message = "must name at least one scope") Set<Scope> scopes,
      @Nullable @Min(0) @Max(ClientLimits.MOST_PER_MINUTE) Integer requestsPerMinute) {}

  /** Its own limit; empty for the installation's, 0 for none. */
  record Limit(@Nullable @Min(0) @Max(ClientLimits.MOST_PER_MINUTE) Integer requestsPerMinute) {}

  /** How long the old key stays good. */
  record Rotation(@Nullable @Min(0) @Max(7 * 24) Integer graceHours) {

    Duration grace() {
      return Duration.ofHours(graceHours == null ? 0 : graceHours);
    }
  }
}
