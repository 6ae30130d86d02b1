package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.ratelimit.ClientLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** What of a client is to change: a member that is absent stays, null is the installation's. */
@Schema(name = "ApiClientChange")
final class ClientChange {

  private @Nullable Integer requestsPerMinute;
  private boolean given;

  @Schema(nullable = true, example = "5000")
  @Min(0)
  @Max(ClientLimits.MOST_PER_MINUTE)
  public @Nullable Integer getRequestsPerMinute() {
    return requestsPerMinute;
  }

  public void setRequestsPerMinute(@Nullable Integer requestsPerMinute) {
    this.requestsPerMinute = requestsPerMinute;
    this.given = true;
  }

  boolean isGiven() {
    return given;
  }
}
