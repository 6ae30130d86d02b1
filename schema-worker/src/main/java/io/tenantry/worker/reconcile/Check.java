package io.tenantry.worker.reconcile;

import io.tenantry.registry.findings.FindingKind;
import java.util.Optional;

/**
 * Looks for findings of one kind. Each look is one query where that is possible: it sees the
 * registry and the catalogs as of one moment, and since a tenant is built and renamed in one
 * transaction, nothing half done.
 */
interface Check {

  FindingKind kind();

  Sightings look(Look look);

  /** Whether it is still so, as this transaction sees it. */
  Optional<Sighting> again(String subject);
}
