package io.tenantry.provisioning.history.web;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which page of a list a caller wants to see. */
record PageQuery(
    @Nullable @Min(1) @Max(200) Integer limit,
    @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

  private static final int DEFAULT_LIMIT = 50;

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }
}
