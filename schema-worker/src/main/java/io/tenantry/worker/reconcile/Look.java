package io.tenantry.worker.reconcile;

import java.util.List;

/**
 * What a check is asked for.
 *
 * @param open subjects of open findings, which come first
 * @param limit the most that is wanted
 * @param everything whether to leave nothing to later passes
 */
record Look(List<String> open, int limit, boolean everything) {}
