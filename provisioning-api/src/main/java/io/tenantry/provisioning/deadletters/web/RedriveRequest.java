package io.tenantry.provisioning.deadletters.web;

import static io.tenantry.provisioning.deadletters.web.DeadLetterQuery.NOT_PLAIN;
import static io.tenantry.provisioning.deadletters.web.DeadLetterQuery.PLAIN;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.deadletters.DeadLetterFilter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which of the open dead letters are to be sent again. */
record RedriveRequest(
    @Schema(description = "Only of this queue", example = "tenantry.provisioning")
        @Nullable
        @Size(max = 255)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String queue,
    @Schema(description = "Only of this message type", example = "provision-tenant")
        @Nullable
        @Size(max = 255)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String type,
    @Schema(description = "How many at most, oldest first; 100 if left out", example = "100")
        @Nullable
        @Min(1)
        @Max(1000)
        Integer limit) {

  static final RedriveRequest ALL = new RedriveRequest(null, null, null);

  private static final int DEFAULT_LIMIT = 100;

  DeadLetterFilter filter() {
    return DeadLetterFilter.open(queue, type);
  }

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }
}
