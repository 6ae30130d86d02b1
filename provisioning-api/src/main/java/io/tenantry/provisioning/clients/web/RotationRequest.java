package io.tenantry.provisioning.clients.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a key is to be replaced.
 *
 * @param graceSeconds how long the old one stays good, a week at most; not at all by default
 */
@Schema(name = "KeyRotation")
record RotationRequest(
    @Schema(nullable = true, example = "3600") @Nullable @Min(0) @Max(MOST_SECONDS)
        Integer graceSeconds) {

  private static final int MOST_SECONDS = 7 * 24 * 60 * 60;

  Duration grace() {
    return graceSeconds == null ? Duration.ZERO : Duration.ofSeconds(graceSeconds);
  }
}
