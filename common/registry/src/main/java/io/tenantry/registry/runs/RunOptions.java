package io.tenantry.registry.runs;

import org.jspecify.annotations.Nullable;

/**
 * How a run goes about it.
 *
 * @param waveSize tenants in a wave, which ends before the next begins; null for all in one
 * @param concurrency tenants that are migrated at the same time, over all workers
 * @param failureBudget how many may fail before the run pauses itself
 */
public record RunOptions(@Nullable Integer waveSize, int concurrency, int failureBudget) {

  public static final int MAX_CONCURRENCY = 64;

  /** Four at a time, in one wave, ten of which may fail. */
  public static final RunOptions DEFAULTS = new RunOptions(null, 4, 10);
}
