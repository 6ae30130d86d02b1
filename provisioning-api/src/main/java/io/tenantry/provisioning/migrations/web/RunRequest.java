package io.tenantry.provisioning.migrations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.migrations.Selections;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which tenants are to be migrated, and how. Without members: all that are behind. */
@Schema(name = "NewMigrationRun")
record RunRequest(
    @Schema(nullable = true, description = "Only tenants of this type")
        @Nullable
        @Pattern(regexp = "[a-z][a-z0-9_-]{0,54}", message = "is no name of a type")
        String type,
    @Schema(nullable = true, description = "Only these, by id or schema name")
        @Nullable
        @Size(min = 1, max = 1000, message = "must name 1 to 1000 tenants")
        List<@NotNull @Pattern(regexp = NAME, message = NO_NAME) String> tenants,
    @Schema(
            nullable = true,
            description = "These come first; if one of them fails, the run pauses itself")
        @Nullable
        @Size(max = 100, message = "must name 100 tenants at most")
        List<@NotNull @Pattern(regexp = NAME, message = NO_NAME) String> canary,
    @Schema(
            nullable = true,
            description =
                "Tenants in a wave, which ends before the next begins; all in one without")
        @Nullable
        @Min(1)
        @Max(1_000_000)
        Integer waveSize,
    @Schema(
            nullable = true,
            description = "Tenants that are migrated at the same time over all workers; 4 without")
        @Nullable
        @Min(1)
        @Max(RunOptions.MAX_CONCURRENCY)
        Integer concurrency,
    @Schema(
            nullable = true,
            description = "How many may fail before the run pauses itself; 10 without")
        @Nullable
        @Min(0)
        @Max(1_000_000)
        Integer failureBudget,
    @Schema(nullable = true, description = "Whether the tables in public are migrated first")
        @Nullable Boolean shared) {

  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";
  private static final String NO_NAME = "is no id and no schema name";

  static final RunRequest EVERYBODY = new RunRequest(null, null, null, null, null, null, null);

  RunOptions options() {
    return new RunOptions(
        waveSize,
        Objects.requireNonNullElse(concurrency, RunOptions.DEFAULTS.concurrency()),
        Objects.requireNonNullElse(failureBudget, RunOptions.DEFAULTS.failureBudget()));
  }

  RunSelection selection(Selections selections) {
    return selections.of(type, tenants, canary);
  }

  boolean isShared() {
    return Boolean.TRUE.equals(shared);
  }
}
