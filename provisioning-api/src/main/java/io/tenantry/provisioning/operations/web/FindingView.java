package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operations.Finding;
import io.tenantry.registry.findings.RepairAction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A finding as operators see it. */
@Schema(name = "Finding")
record FindingView(
    long id,
    @Schema(example = "schema-without-tenant") String kind,
    @Schema(description = "A schema, role or domain, or an id", example = "tienda1") String subject,
    @Schema(nullable = true) @Nullable UUID tenantId,
    String detail,
    @Schema(allowableValues = {"open", "resolved"}) String status,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @Schema(nullable = true) @Nullable Instant resolvedAt,
    @Schema(
            nullable = true,
            description = "What a repair does; null where no program can repair it",
            example = "drop")
        @Nullable String action,
    @Schema(description = "Whether a repair must name the action and repeat the subject")
        boolean needsConfirmation,
    @Schema(nullable = true) @Nullable RepairView repair) {

  /** The last repair that was asked for. */
  @Schema(name = "Repair")
  record RepairView(
      Instant requestedAt,
      String requestedBy,
      @Schema(nullable = true) @Nullable Instant endedAt,
      @Schema(
              nullable = true,
              description = "repaired, ordered, not-needed, refused or failed; null until it ended")
          @Nullable String outcome,
      @Schema(nullable = true) @Nullable String detail) {}

  static FindingView of(Finding finding) {
    RepairAction action = finding.action().orElse(null);
    return new FindingView(
        finding.id(),
        finding.kind(),
        finding.subject(),
        finding.tenantId(),
        finding.detail(),
        finding.isResolved() ? "resolved" : "open",
        finding.firstSeenAt().toInstant(),
        finding.lastSeenAt().toInstant(),
        instant(finding.resolvedAt()),
        action == null ? null : action.text(),
        action != null && action.needsConfirmation(),
        repair(finding));
  }

  private static @Nullable RepairView repair(Finding finding) {
    OffsetDateTime requested = finding.repairRequestedAt();
    String client = finding.repairRequestedBy();
    return requested == null || client == null
        ? null
        : new RepairView(
            requested.toInstant(),
            client,
            instant(finding.repairEndedAt()),
            finding.repairOutcome(),
            finding.repairDetail());
  }

  static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
