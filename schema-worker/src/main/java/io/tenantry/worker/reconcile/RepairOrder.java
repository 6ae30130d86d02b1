package io.tenantry.worker.reconcile;

import io.tenantry.registry.TenantId;
import io.tenantry.registry.findings.FindingKind;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a finding repaired.
 *
 * @param requestedBy an API client's name
 */
record RepairOrder(
    long finding,
    FindingKind kind,
    String subject,
    @Nullable TenantId tenant,
    String requestedBy) {}
