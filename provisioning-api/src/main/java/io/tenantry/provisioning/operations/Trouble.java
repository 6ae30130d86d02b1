package io.tenantry.provisioning.operations;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What does not go on by itself, or not as it should.
 *
 * @param overdue tenants whose build, drop or rename is due and nobody does it
 * @param retrying tenants whose build, drop or rename has failed and will be tried again
 * @param failed tenants that were given up
 * @param outbox messages that the broker has not confirmed
 * @param deadLetters how many nobody has dealt with
 * @param findings how many are open
 */
public record Trouble(
    TroubledTenants overdue,
    TroubledTenants retrying,
    TroubledTenants failed,
    Waiting outbox,
    long deadLetters,
    long findings) {

  /** Whether there is nothing to look at. */
  public boolean isNone() {
    return overdue.count() == 0
        && retrying.count() == 0
        && failed.count() == 0
        && outbox.failing() == 0
        && deadLetters == 0
        && findings == 0;
  }

  /**
   * Some tenants.
   *
   * @param count of all of them
   * @param first those that have waited longest, so many at most
   */
  public record TroubledTenants(long count, List<TroubledTenant> first) {}

  /**
   * A tenant that work is due for.
   *
   * @param dueAt when it is tried next; null where nobody will
   * @param attempts that have failed
   * @param error the last one
   */
  public record TroubledTenant(
      UUID id,
      String schemaName,
      String status,
      @Nullable OffsetDateTime dueAt,
      int attempts,
      @Nullable String error) {}

  /**
   * What waits in the outbox.
   *
   * @param waiting how many, counted up to a bound
   * @param failing how many of them the broker has refused, or not confirmed, at least once
   * @param oldest the first of them
   */
  public record Waiting(long waiting, long failing, @Nullable WaitingMessage oldest) {}

  /** A message that the broker has not confirmed. */
  public record WaitingMessage(
      UUID messageId,
      String type,
      @Nullable UUID tenantId,
      OffsetDateTime occurredAt,
      int attempts,
      OffsetDateTime nextAttemptAt,
      @Nullable String lastError) {}
}
