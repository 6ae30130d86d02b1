package io.tenantry.provisioning.deadletters.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.deadletters.DeadLetterFilter;
import io.tenantry.provisioning.paging.Cursor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which dead letters a caller wants to see. */
record DeadLetterQuery(
    @Parameter(schema = @Schema(allowableValues = {"open", "republished"})) @Nullable String status,
    @Parameter(description = "Of this queue, such as tenantry.provisioning")
        @Nullable
        @Size(max = 255)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String queue,
    @Parameter(description = "Of this message type, such as provision-tenant")
        @Nullable
        @Size(max = 255)
        @Pattern(regexp = PLAIN, message = NOT_PLAIN)
        String type,
    @Nullable @Min(1) @Max(200) Integer limit,
    @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

  static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";
  static final String NOT_PLAIN = "must be text without control characters";
  private static final int DEFAULT_LIMIT = 50;

  DeadLetterFilter filter() {
    return new DeadLetterFilter(wantedOpen(), queue, type);
  }

  private @Nullable Boolean wantedOpen() {
    return switch (status) {
      case null -> null;
      case "open" -> true;
      case "republished" -> false;
      default -> throw ProblemException.invalid("status", "status: must be open or republished.");
    };
  }

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }

  @Nullable Long after() {
    return cursor == null ? null : Cursor.parse(cursor, 1).number(0);
  }
}
