package io.tenantry.worker.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the worker compares the registry with the database.
 *
 * @param schemaPrefix what the names of this installation's schemas and roles start with; others
 *     are never looked at
 * @param interval from one pass to the next, of all workers together; a pass is up to a fifth later
 * @param lookEvery how often to see whether a pass or a repair is wanted
 * @param confirmAfter how long something must have been so before it is a finding
 * @param lease how long a worker may be silent in a pass before another takes it over
 * @param queryTimeout how long one query of a pass may take
 * @param mostOfAKind open findings of one kind; more of it are not recorded until some are resolved
 * @param historiesPerPass tenants whose history is read in a scheduled pass, in turn; a pass that
 *     somebody asked for reads all
 * @param historiesPerQuery histories read in one query, each of which costs the server three locks
 * @param schemasPerPass tenants whose schema is compared with its type's in a scheduled pass, in
 *     turn; a pass that somebody asked for compares all
 * @param stuckPendingAfter how long a tenant may be PENDING with nothing happening
 * @param stuckOutboxAfter how long a message may wait to be published
 * @param ignored schemas and roles that are known to have no tenant
 */
@Validated
@ConfigurationProperties("tenantry.reconcile")
record ReconcileProperties(
    @DefaultValue("") @Pattern(regexp = "([a-z][a-z0-9_]{0,7})?") String schemaPrefix,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration interval,
    @DefaultValue("1s") @DurationMin(millis = 10) Duration lookEvery,
    @DefaultValue("3s") @DurationMin(millis = 0) Duration confirmAfter,
    @DefaultValue("5m") @DurationMin(seconds = 1) Duration lease,
    @DefaultValue("1m") @DurationMin(seconds = 1) Duration queryTimeout,
    @DefaultValue("1000") @Min(1) @Max(10_000) int mostOfAKind,
    @DefaultValue("500") @Min(1) @Max(100_000) int historiesPerPass,
    @DefaultValue("100") @Min(1) @Max(500) int historiesPerQuery,
    @DefaultValue("50") @Min(1) @Max(100_000) int schemasPerPass,
    @DefaultValue("15m") @DurationMin(seconds = 1) Duration stuckPendingAfter,
    @DefaultValue("2m") @DurationMin(seconds = 1) Duration stuckOutboxAfter,
    @DefaultValue @Size(max = 100) List<@NotBlank @Size(max = 63) String> ignored) {}
