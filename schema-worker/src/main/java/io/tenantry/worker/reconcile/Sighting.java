package io.tenantry.worker.reconcile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be, as one look saw it.
 *
 * @param subject the name of a schema, role or domain, or an id
 * @param detail for people
 * @param repairable whether it can be repaired on demand
 */
record Sighting(String subject, @Nullable UUID tenantId, String detail, boolean repairable) {}
