package io.tenantry.registry.findings;

import java.util.Locale;

/** What a repair does. The texts are stable. */
public enum RepairAction {
  /** Builds the tenant's schema anew, without the rows that it had. */
  REBUILD_EMPTY(true),
  /** Makes the tenant's role again, with its rights. */
  RESTORE_ROLE(false),
  /** Drops a schema with all that is in it, and its role. */
  DROP(true),
  /** Drops a role that has nothing. */
  DROP_ROLE(false),
  /** Gives the tenant's role and the application's login the rights that they should have. */
  GRANT(false),
  /** Lets other tenants have the domain. */
  RELEASE(false),
  /** Makes the oldest verified domain the primary one. */
  CHOOSE_PRIMARY(false),
  /** Writes the history's version into the registry. */
  CORRECT_VERSION(false),
  /** Lets the next sweep order the build. */
  ORDER_AGAIN(false),
  /** Ends the pause before the next attempt to publish. */
  SEND_NOW(false),
  /** Builds the index again. */
  REINDEX(false),
  /** Nothing: no program can know what is right. */
  BY_HAND(false);

  private final boolean confirmed;

  RepairAction(boolean confirmed) {
    this.confirmed = confirmed;
  }

  /** Whether whoever asks for it has to repeat the finding's subject. */
  public boolean needsConfirmation() {
    return confirmed;
  }

  /** The name outside of this program, such as {@code rebuild-empty}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
