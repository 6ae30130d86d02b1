package io.tenantry.provisioning.operations;

import io.tenantry.registry.findings.FindingKind;
import io.tenantry.registry.findings.RepairAction;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a worker found wrong.
 *
 * @param kind a text, since a newer worker may find what this version has no word for
 * @param subject the name of a schema, role or domain, or an id
 * @param repairable whether a worker can repair it when asked to; else the detail says why not
 * @param repairOutcome null while a worker has not ended what was asked for
 */
public record Finding(
    long id,
    String kind,
    String subject,
    @Nullable UUID tenantId,
    String detail,
    boolean repairable,
    OffsetDateTime firstSeenAt,
    OffsetDateTime lastSeenAt,
    @Nullable OffsetDateTime resolvedAt,
    @Nullable OffsetDateTime repairRequestedAt,
    @Nullable String repairRequestedBy,
    @Nullable OffsetDateTime repairEndedAt,
    @Nullable String repairOutcome,
    @Nullable String repairDetail) {

  public boolean isResolved() {
    return resolvedAt != null;
  }

  /** What would repair it; empty if nothing but a person can. */
  public Optional<RepairAction> action() {
    return repairable && !isResolved()
        ? FindingKind.find(kind).map(FindingKind::action)
        : Optional.empty();
  }

  boolean isUnderRepair() {
    return repairRequestedAt != null && repairEndedAt == null;
  }
}
