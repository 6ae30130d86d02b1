package io.tenantry.provisioning.operations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operations.Trouble;
import io.tenantry.provisioning.operations.Trouble.TroubledTenant;
import io.tenantry.provisioning.operations.Trouble.TroubledTenants;
import io.tenantry.provisioning.operations.Trouble.Waiting;
import io.tenantry.provisioning.operations.Trouble.WaitingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What does not go on by itself, as operators see it. */
@Schema(name = "Trouble")
record TroubleView(
    @Schema(description = "Work for them is due for a minute or more, and nobody does it")
        TenantsView overdue,
    @Schema(description = "Work for them has failed and will be tried again") TenantsView retrying,
    @Schema(description = "They were given up: see retry") TenantsView failed,
    OutboxView outbox,
    @Schema(description = "Dead letters that nobody has dealt with", example = "2")
        long deadLetters,
    @Schema(description = "Open findings", example = "0") long findings) {

  /** Some tenants. */
  @Schema(name = "TroubledTenants")
  record TenantsView(
      @Schema(description = "Of all of them, counted up to 100000", example = "1") long count,
      @Schema(description = "Those that wait longest") List<TenantView> first) {}

  /** One of them. */
  @Schema(name = "TroubledTenant")
  record TenantView(
      UUID id,
      @Schema(example = "tienda1") String schemaName,
      @Schema(example = "PENDING") String status,
      @Schema(
              nullable = true,
              description = "When it is tried next, or should have been",
              example = "2026-11-23T08:41:43Z")
          @Nullable Instant dueAt,
      @Schema(description = "That have failed", example = "2") int attempts,
      @Schema(nullable = true, description = "The last failure", example = "lock time-out")
          @Nullable String error) {}

  /** What waits for the broker. */
  @Schema(name = "WaitingMessages")
  record OutboxView(
      @Schema(description = "Messages, counted up to 100000", example = "3") long waiting,
      @Schema(
              description = "Of them, those that the broker has refused or not confirmed before",
              example = "1")
          long failing,
      @Schema(nullable = true) @Nullable MessageView oldest) {}

  /** The first of them. */
  @Schema(name = "WaitingMessage")
  record MessageView(
      UUID messageId,
      @Schema(example = "tenant.created") String type,
      @Schema(nullable = true) @Nullable UUID tenantId,
      @Schema(example = "2026-11-23T08:41:13Z") Instant occurredAt,
      @Schema(example = "4") int attempts,
      @Schema(example = "2026-11-23T08:41:43Z") Instant nextAttemptAt,
      @Schema(nullable = true, example = "no queue takes it") @Nullable String lastError) {}

  static TroubleView of(Trouble trouble) {
    return new TroubleView(
        of(trouble.overdue()),
        of(trouble.retrying()),
        of(trouble.failed()),
        of(trouble.outbox()),
        trouble.deadLetters(),
        trouble.findings());
  }

  private static TenantsView of(TroubledTenants tenants) {
    return new TenantsView(tenants.count(), tenants.first().stream().map(TroubleView::of).toList());
  }

  private static TenantView of(TroubledTenant tenant) {
    return new TenantView(
        tenant.id(),
        tenant.schemaName(),
        tenant.status(),
        FindingView.instant(tenant.dueAt()),
        tenant.attempts(),
        tenant.error());
  }

  private static OutboxView of(Waiting outbox) {
    WaitingMessage oldest = outbox.oldest();
    return new OutboxView(
        outbox.waiting(),
        outbox.failing(),
        oldest == null
            ? null
            : new MessageView(
                oldest.messageId(),
                oldest.type(),
                oldest.tenantId(),
                oldest.occurredAt().toInstant(),
                oldest.attempts(),
                oldest.nextAttemptAt().toInstant(),
                oldest.lastError()));
  }
}
