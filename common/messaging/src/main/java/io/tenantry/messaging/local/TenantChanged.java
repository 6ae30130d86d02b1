package io.tenantry.messaging.local;

import java.util.UUID;

/**
 * In-process signal: the database or the broker says that a tenant changed. A hint, which may get
 * lost and may come twice.
 *
 * @param sequence of the event that tells of the change
 */
public record TenantChanged(UUID tenantId, long sequence) {}
