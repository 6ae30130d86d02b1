package io.tenantry.events;

import java.util.UUID;

/**
 * Something that happened to one tenant. Events of a tenant carry gapless sequence numbers, which
 * start at 1; first deliveries come in that order, copies may follow.
 */
public sealed interface TenantEvent extends Message
    permits TenantActivated,
        TenantCloned,
        TenantConverted,
        TenantCreated,
        TenantDeleted,
        TenantDeletionRequested,
        TenantDomainAdded,
        TenantDomainRemoved,
        TenantDomainVerified,
        TenantMigrated,
        TenantPrimaryDomainChanged,
        TenantProvisioningFailed,
        TenantRenamed,
        TenantRestored,
        TenantResumed,
        TenantRetried,
        TenantSuspended,
        TenantTrialExpired,
        TenantTrialExtended,
        TenantUpdated {

  UUID tenantId();

  /** The position of this event among its tenant's events. */
  long sequence();
}
