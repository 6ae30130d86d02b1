package io.tenantry.worker.reconcile;

import java.util.List;

/**
 * What one look saw.
 *
 * @param complete whether what is open and not among these is known to be no longer so
 */
record Sightings(List<Sighting> found, boolean complete) {}
