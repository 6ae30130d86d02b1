package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.input.TextRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which FAILED tenants are to be built anew. */
record RetryFailedRequest(
    @Schema(description = "Only of this tenant type", example = "default")
        @Nullable
        @Size(max = 50)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String type,
    @Schema(description = "Only those whose reason begins so", example = "build-failed")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String statusReason,
    @Schema(description = "How many at most, oldest first; 100 if left out", example = "100")
        @Nullable
        @Min(1)
        @Max(1000)
        Integer limit,
    @Schema(description = "For the audit log", example = "the disk was full")
        @Nullable
        @Size(max = TextRules.REASON_LENGTH, message = TextRules.LONG_REASON)
        @Pattern(regexp = TextRules.TEXT, message = TextRules.NO_TEXT)
        String reason) {

  static final RetryFailedRequest ALL = new RetryFailedRequest(null, null, null, null);

  private static final int DEFAULT_LIMIT = 100;

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }

  String reasonOrNone() {
    return Objects.requireNonNullElse(reason, "");
  }
}
