package io.tenantry.provisioning.deadletters;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters somebody means; null is all.
 *
 * @param open whether nobody has dealt with them yet
 */
public record DeadLetterFilter(
    @Nullable Boolean open, @Nullable String queue, @Nullable String type) {

  /** Those that nobody has dealt with. */
  public static DeadLetterFilter open(@Nullable String queue, @Nullable String type) {
    return new DeadLetterFilter(true, queue, type);
  }
}
