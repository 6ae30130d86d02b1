package io.tenantry.events;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Run this job in this tenant: to the tenant application, which answers with {@link JobEnded}.
 *
 * @param attempt how often it was sent for this tenant and run, from 1
 * @param parameters for the job, which knows what they mean
 * @param expiresAt who reads it later lets it be: it is sent again, or was given up
 */
public record RunJob(
    UUID runId,
    UUID tenantId,
    int attempt,
    String job,
    Map<String, String> parameters,
    Instant expiresAt)
    implements Command {

  public RunJob {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(expiresAt, "expiresAt");
    parameters = Map.copyOf(parameters);
  }
}
