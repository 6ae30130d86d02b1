package io.tenantry.worker.migrating;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this worker takes part in migration runs.
 *
 * @param onStart what to do when it starts with scripts that tenants lack
 * @param concurrency tenants that this worker migrates at the same time
 * @param batchSize tenants that are claimed at once
 * @param lockTimeout how long a migration waits for a lock before the tenant counts as busy; its
 *     requests wait behind it all the while
 * @param statementTimeout how long the scripts of one tenant may take
 * @param lease how long a claim may be silent before another worker takes what is not being
 *     migrated at that moment
 * @param maxAttempts attempts before a tenant has failed that is no script's fault
 * @param firstRetry pause after the first failure or refusal; it doubles each time
 * @param lastRetry the longest such pause
 * @param maxRefusals how often a tenant may be busy before it has failed
 * @param lookEvery how often to look after runs whose messages or workers were lost
 */
@Validated
@ConfigurationProperties("tenantry.migrations")
public record MigratingProperties(
    @DefaultValue("run") @NotNull OnStart onStart,
    @DefaultValue("2") @Min(1) @Max(32) int concurrency,
    @DefaultValue("50") @Min(1) @Max(500) int batchSize,
    @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(minutes = 10) Duration lockTimeout,
    @DefaultValue("5m") @DurationMin(millis = 1) @DurationMax(days = 1) Duration statementTimeout,
    @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration lease,
    @DefaultValue("5") @Min(1) @Max(100) int maxAttempts,
    @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration firstRetry,
    @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration lastRetry,
    @DefaultValue("60") @Min(1) @Max(10_000) int maxRefusals,
    @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration lookEvery) {

  /** What a worker does that has new scripts. */
  public enum OnStart {
    /** It starts a run over everybody who is behind. */
    RUN,
    /** It says so, in the log and by an event; people start the run. */
    ANNOUNCE,
    /** Nothing. */
    OFF
  }
}
