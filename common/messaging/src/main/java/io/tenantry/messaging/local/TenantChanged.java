package io.tenantry.messaging.local;

import java.util.UUID;

/** In-process signal: the broker says that a tenant changed. A hint, which may get lost. */
public record TenantChanged(UUID tenantId, long sequence) {}
