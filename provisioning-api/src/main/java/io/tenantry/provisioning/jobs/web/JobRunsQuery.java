package io.tenantry.provisioning.jobs.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.provisioning.paging.Cursor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which page of a list whose order is that of ids. */
record JobRunsQuery(
    @Nullable @Min(1) @Max(200) Integer limit,
    @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {

  private static final int DEFAULT_LIMIT = 50;

  int limitOrDefault() {
    return Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
  }

  @Nullable UUID after() {
    if (cursor == null) {
      return null;
    }
    Cursor place = Cursor.parse(cursor, 2);
    return new UUID(place.number(0), place.number(1));
  }

  static String cursor(UUID last) {
    return Cursor.of(last.getMostSignificantBits(), last.getLeastSignificantBits()).toString();
  }
}
