package io.tenantry.migrations.cloning;

import java.time.Duration;

/**
 * Limits of the transaction that copies rows.
 *
 * @param lockTimeout how long it waits for a lock
 * @param statementTimeout how long the copy of one table, or the check of one constraint, may take
 */
public record CloneLimits(Duration lockTimeout, Duration statementTimeout) {

  /**
   * @throws IllegalArgumentException if a limit is negative
   */
  public CloneLimits {
    if (lockTimeout.isNegative() || statementTimeout.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }

  /** Ten seconds for a lock, half an hour for a table. */
  public static CloneLimits defaults() {
    return new CloneLimits(Duration.ofSeconds(10), Duration.ofMinutes(30));
  }
}
