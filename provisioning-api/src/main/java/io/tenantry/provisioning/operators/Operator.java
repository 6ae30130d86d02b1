package io.tenantry.provisioning.operators;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account of ours.
 *
 * @param hasPassword whether a link is not the only way in
 * @param passwordChanges how often the password was set or taken away
 * @param lockedUntil after too many wrong passwords
 * @param disabledAt since when the account is good for nothing
 */
public record Operator(
    String name,
    Role role,
    boolean hasPassword,
    int passwordChanges,
    @Nullable Instant lockedUntil,
    Instant createdAt,
    @Nullable Instant lastLogInAt,
    @Nullable Instant disabledAt) {

  /** What a name looks like. */
  public static final String NAME = "[a-z0-9][a-z0-9._@+-]{0,99}";

  public static final String NO_NAME =
      "must be 1 to 100 lower-case letters, digits and . _ @ + -, beginning with a letter or a"
          + " digit";

  public boolean isDisabled() {
    return disabledAt != null;
  }
}
