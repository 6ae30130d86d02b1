package io.tenantry.events;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job in one tenant.
 *
 * @param attempt the one of the {@link RunJob} that this answers
 * @param error why it was not done, for people: one line, shortened
 */
public record JobEnded(
    UUID runId,
    UUID tenantId,
    int attempt,
    Outcome outcome,
    long durationMs,
    @Nullable String error)
    implements JobEvent {

  private static final int LONGEST_ERROR = 1000;

  /** How it ended. */
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** The tenant is not active. */
    SKIPPED
  }

  public JobEnded {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(outcome, "outcome");
    if (error != null) {
      String line = error.replaceAll("\\p{Cntrl}+", " ");
      error = line.substring(0, Math.min(line.length(), LONGEST_ERROR));
    }
  }
}
