package io.tenantry.registry;

import java.time.Instant;

/** How much longer a trial is to last. */
public sealed interface TrialExtension {

  /** So many days more than it does, or from now on where it is over. */
  record ByDays(int days) implements TrialExtension {}

  /** Until then. */
  record Until(Instant end) implements TrialExtension {}
}
