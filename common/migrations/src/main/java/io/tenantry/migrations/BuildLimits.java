package io.tenantry.migrations;

import java.time.Duration;

/**
 * Limits of one build, valid to the end of its transaction; zero means no limit.
 *
 * @param lockTimeout how long a statement waits for a lock
 * @param statementTimeout how long the whole build may take, and how long the transaction may stand
 *     still afterwards: a worker whose machine is gone must not keep the tenant locked
 */
public record BuildLimits(Duration lockTimeout, Duration statementTimeout) {

  /**
   * @throws IllegalArgumentException if a limit is negative
   */
  public BuildLimits {
    if (lockTimeout.isNegative() || statementTimeout.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }

  /** Ten seconds for a lock, a minute for all. */
  public static BuildLimits defaults() {
    return new BuildLimits(Duration.ofSeconds(10), Duration.ofMinutes(1));
  }
}
