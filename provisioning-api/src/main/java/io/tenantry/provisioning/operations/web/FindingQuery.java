package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.paging.Cursor;
import io.tenantry.registry.findings.FindingKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which findings a caller wants to see. */
record FindingQuery(
    @Parameter(description = "Such as tenant-without-schema") @Nullable String kind,
    @Parameter(schema = @Schema(allowableValues = {"open", "resolved"})) @Nullable String status,
    @Nullable @Min(1) @Max(200) Integer limit,
    @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

  private static final int DEFAULT_LIMIT = 50;

  @Nullable FindingKind wantedKind() {
    return kind == null
        ? null
        : FindingKind.find(kind)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "kind",
                        "kind: must be one of "
                            + Arrays.stream(FindingKind.values())
                                .map(FindingKind::text)
                                .collect(Collectors.joining(", "))
                            + "."));
  }

  @Nullable Boolean wantedResolved() {
    return switch (status) {
      case null -> null;
      case "open" -> false;
      case "resolved" -> true;
      default -> throw ProblemException.invalid("status", "status: must be open or resolved.");
    };
  }

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }

  @Nullable Long after() {
    return cursor == null ? null : Cursor.parse(cursor, 1).number(0);
  }
}
