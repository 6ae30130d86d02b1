package io.tenantry.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the registry has it.
 *
 * @param name what people call it
 * @param role name of its schema and of its role in the database
 * @param statusReason why it has this status, where there is something to say
 * @param type which scripts made its schema
 * @param sequence number of its last event
 * @param schemaVersion the newest script in its schema
 * @param contact who signed up
 * @param trialDays how long its trial is to be from its activation on; null if there is none
 * @param dropAfter when its grace period ends, while it is DELETING
 * @param renamingTo the schema name that it is getting
 * @param cloneOf whose schema its own is a copy of
 * @param maintenanceSince since when its users are kept out
 */
public record Tenant(
    TenantId id,
    String name,
    SchemaName schemaName,
    SqlIdentifier role,
    TenantStatus status,
    @Nullable String statusReason,
    String type,
    String plan,
    String primaryDomain,
    long sequence,
    @Nullable String schemaVersion,
    @Nullable Contact contact,
    Instant createdAt,
    @Nullable Instant activatedAt,
    @Nullable Integer trialDays,
    @Nullable Instant trialEndsAt,
    @Nullable Instant dropAfter,
    @Nullable SchemaName renamingTo,
    @Nullable TenantId cloneOf,
    @Nullable Instant maintenanceSince) {}
