package io.tenantry.worker;

import io.tenantry.registry.SqlIdentifier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the worker.
 *
 * @param name how this instance signs its attempts
 * @param controlLogin the provisioning API's database login
 * @param appLogin the tenant application's database login
 * @param types the tenant types whose scripts must be there
 * @param migrations where scripts are
 * @param provisioning how tenants are built
 * @param maintenance how tenants are copied and dropped
 */
@Validated
@ConfigurationProperties("tenantry.worker")
public record WorkerProperties(
    @NotBlank String name,
    @NotBlank String controlLogin,
    @NotBlank String appLogin,
    @DefaultValue("default") @NotEmpty List<@NotBlank String> types,
    @DefaultValue @Valid Migrations migrations,
    @DefaultValue @Valid Provisioning provisioning,
    @DefaultValue @Valid Maintenance maintenance) {

  /**
   * Where scripts are.
   *
   * @param locations roots of tenant scripts; a type is a folder below
   * @param seeds roots of the rows that a new tenant begins with, likewise
   * @param shared roots of the scripts of {@code public}, which all tenants read
   * @param folders by type, the folders of which its scripts are put together, where these are not
   *     the one of its name
   * @param placeholders values for {@code ${name}} in scripts and seeds
   * @param outOfOrder whether a script may run that is older than a tenant's newest one
   */
  public record Migrations(
      @DefaultValue("classpath:db/tenant") @NotEmpty List<@NotBlank String> locations,
      @DefaultValue("classpath:db/seed") @NotEmpty List<@NotBlank String> seeds,
      @DefaultValue("classpath:db/shared") @NotEmpty List<@NotBlank String> shared,
      @DefaultValue Map<String, @NotEmpty List<@NotBlank String>> folders,
      @DefaultValue Map<String, String> placeholders,
      @DefaultValue("false") boolean outOfOrder) {}

  /**
   * How tenants are built.
   *
   * @param concurrency builds at the same time
   * @param maxAttempts attempts before a tenant is FAILED
   * @param firstRetry pause after the first failure; it doubles each time
   * @param lastRetry the longest such pause
   * @param lease how long an attempt may be silent before another is made
   * @param lockTimeout how long a build waits for a lock
   * @param statementTimeout how long a statement of a build may take
   * @param sweepEvery how often to look for tenants that are due
   */
  public record Provisioning(
      @DefaultValue("4") @Min(1) @Max(32) int concurrency,
      @DefaultValue("8") @Min(1) @Max(100) int maxAttempts,
      @DefaultValue("2s") Duration firstRetry,
      @DefaultValue("5m") Duration lastRetry,
      @DefaultValue("1m") Duration lease,
      @DefaultValue("10s") Duration lockTimeout,
      @DefaultValue("1m") Duration statementTimeout,
      @DefaultValue("1s") Duration sweepEvery) {}

  /**
   * How tenants are copied and dropped, beside the sign-ups, which don't wait for it.
   *
   * @param concurrency copies and drops at the same time
   * @param firstRetry pause after the first failure of a drop or a rename; it doubles each time
   * @param lastRetry the longest such pause
   * @param lease how long a drop may be silent before another worker goes on with it
   * @param lockTimeout how long it waits for a lock on the tenant's own tables
   * @param sharedLockTimeout likewise on a table that all tenants use: they wait behind it
   * @param statementTimeout how long a statement of a drop may take
   * @param dropLocks how many locks a transaction of a drop takes, about
   * @param copyTimeout how long the copy of a table may take
   */
  public record Maintenance(
      @DefaultValue("2") @Min(1) @Max(32) int concurrency,
      @DefaultValue("2s") Duration firstRetry,
      @DefaultValue("5m") Duration lastRetry,
      @DefaultValue("5m") Duration lease,
      @DefaultValue("5s") Duration lockTimeout,
      @DefaultValue("500ms") Duration sharedLockTimeout,
      @DefaultValue("1m") Duration statementTimeout,
      @DefaultValue("800") @Min(10) @Max(100_000) int dropLocks,
      @DefaultValue("30m") Duration copyTimeout) {}

  /** The provisioning API's login as an identifier. */
  public SqlIdentifier controlRole() {
    return new SqlIdentifier(controlLogin);
  }

  /** The tenant application's login as an identifier. */
  public SqlIdentifier appRole() {
    return new SqlIdentifier(appLogin);
  }
}
