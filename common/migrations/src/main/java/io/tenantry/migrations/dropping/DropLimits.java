package io.tenantry.migrations.dropping;

import java.time.Duration;

/**
 * Limits of each transaction of a drop.
 *
 * @param locks how many locks it may take, about; all transactions of a server share {@code
 *     max_locks_per_transaction * max_connections} of them, 6,400 by default
 * @param lockTimeout how long a statement waits for a lock on the tenant's own tables
 * @param sharedLockTimeout the same for a table that all tenants use: whoever wants it meanwhile
 *     waits behind the drop
 * @param statementTimeout how long a statement may take
 */
public record DropLimits(
    int locks, Duration lockTimeout, Duration sharedLockTimeout, Duration statementTimeout) {

  /**
   * @throws IllegalArgumentException if a limit makes no sense
   */
  public DropLimits {
    if (locks < 1) {
      throw new IllegalArgumentException("a drop needs locks: " + locks);
    }
    if (lockTimeout.isNegative()
        || sharedLockTimeout.isNegative()
        || statementTimeout.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }

  /** 800 locks, an eighth of what a server has by default. */
  public static DropLimits defaults() {
    return new DropLimits(
        800, Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMinutes(1));
  }
}
