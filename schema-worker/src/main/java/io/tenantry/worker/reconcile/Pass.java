package io.tenantry.worker.reconcile;

import java.time.OffsetDateTime;

/**
 * One pass over all checks, claimed by this worker.
 *
 * @param startedAt by the database's clock
 * @param requests how many requests for a pass it serves, of all that there ever were
 * @param everything whether somebody asked for it, so that it leaves nothing for later
 */
record Pass(OffsetDateTime startedAt, long requests, boolean everything) {}
