package io.tenantry.worker.provisioning;

import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.util.UUID;

/** A way from a PENDING tenant to a served one. */
public interface Build {

  /** Which tenants a way is for. */
  enum Kind {
    /** Those that their type's scripts make. */
    SCRIPTS,
    /** Copies of others. */
    CLONE
  }

  Kind kind();

  /** How the metric calls it. */
  String path(Attempt attempt);

  /**
   * Builds the tenant if it is still PENDING; says whether it did.
   *
   * @throws BuildRefusedException if trying again would be in vain
   */
  boolean run(Attempt attempt, UUID messageId);
}
