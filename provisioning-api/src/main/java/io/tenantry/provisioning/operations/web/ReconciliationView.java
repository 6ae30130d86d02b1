package io.tenantry.provisioning.operations.web;

import static io.tenantry.provisioning.operations.web.FindingView.instant;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operations.Reconciliation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the workers look, as operators see it. */
@Schema(name = "Reconciliation")
record ReconciliationView(
    @Schema(nullable = true, description = "When somebody last asked for a pass")
        @Nullable Instant requestedAt,
    @Schema(description = "Whether a pass has ended that began after that") boolean served,
    @Schema(nullable = true, description = "When the last pass began") @Nullable Instant startedAt,
    @Schema(nullable = true, description = "When it ended; null while it runs")
        @Nullable Instant endedAt,
    @Schema(description = "When the next is due") Instant nextAt,
    @Schema(nullable = true, description = "Kinds that the last pass could not look for")
        @Nullable String incomplete) {

  static ReconciliationView of(Reconciliation reconciliation) {
    return new ReconciliationView(
        instant(reconciliation.requestedAt()),
        reconciliation.served(),
        instant(reconciliation.startedAt()),
        instant(reconciliation.endedAt()),
        reconciliation.nextAt().toInstant(),
        reconciliation.incomplete());
  }
}
