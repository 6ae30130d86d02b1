package io.tenantry.provisioning.console.runs;

import io.tenantry.problems.ProblemException;
import io.tenantry.provisioning.migrations.Selections;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants are to be migrated, and how; what is empty is as the API has it where it is absent.
 *
 * @param tenants ids and schema names, with commas or spaces between them
 * @param canary likewise
 */
record RunForm(
    @Pattern(regexp = "|[a-z][a-z0-9_-]{0,54}", message = "is no name of a type") String type,
    @Size(max = MOST_TEXT) String tenants,
    @Size(max = MOST_TEXT) String canary,
    @Nullable @Min(1) @Max(1_000_000) Integer waveSize,
    @Nullable @Min(1) @Max(RunOptions.MAX_CONCURRENCY) Integer concurrency,
    @Nullable @Min(0) @Max(1_000_000) Integer failureBudget,
    @Nullable Boolean shared) {

  /** Two of them fit into an address; longer lists are for the API. */
  static final int MOST_TEXT = 2000;

  private static final String NAME = "[a-z0-9][a-z0-9_-]{0,62}";

  @SuppressWarnings("NullAway")
  RunForm {
    type = Objects.requireNonNullElse(type, "");
    tenants = Objects.requireNonNullElse(tenants, "").strip();
    canary = Objects.requireNonNullElse(canary, "").strip();
  }

  RunSelection selection(Selections selections) {
    return selections.of(
        type.isEmpty() ? null : type,
        tenants.isEmpty() ? null : names("tenants", tenants),
        names("canary", canary));
  }

  boolean isShared() {
    return Boolean.TRUE.equals(shared);
  }

  RunOptions options() {
    return new RunOptions(
        waveSize,
        Objects.requireNonNullElse(concurrency, RunOptions.DEFAULTS.concurrency()),
        Objects.requireNonNullElse(failureBudget, RunOptions.DEFAULTS.failureBudget()));
  }

  private static List<String> names(String field, String text) {
    List<String> names =
        Arrays.stream(text.split("[\\s,]+")).filter(name -> !name.isEmpty()).toList();
    names.stream()
        .filter(name -> !name.matches(NAME))
        .findFirst()
        .ifPresent(
            name -> {
              throw ProblemException.invalid(
                  field, field + ": " + name + " is no id and no schema name.");
            });
    return names;
  }
}
