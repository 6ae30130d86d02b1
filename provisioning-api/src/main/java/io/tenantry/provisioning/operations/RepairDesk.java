package io.tenantry.provisioning.operations;

import io.tenantry.provisioning.operations.RepairAnswer.ByHand;
import io.tenantry.provisioning.operations.RepairAnswer.Ordered;
import io.tenantry.provisioning.operations.RepairAnswer.Resolved;
import io.tenantry.provisioning.operations.RepairAnswer.Unclear;
import io.tenantry.provisioning.operations.RepairAnswer.Unknown;
import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.findings.RepairAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders for repairs. What loses data has to be named, and its subject repeated. */
@Component
public class RepairDesk {

  private final Findings findings;
  private final Audit audit;

  RepairDesk(Findings findings, Audit audit) {
    this.findings = findings;
    this.audit = audit;
  }

  /**
   * Writes the order down, and who gave it.
   *
   * @param action the finding's action; null for whatever it is
   * @param confirm the finding's subject, where the action loses data
   */
  @Transactional
  public RepairAnswer order(
      long id, @Nullable String action, @Nullable String confirm, Actor actor) {
    Optional<Finding> found = findings.find(id);
    if (found.isEmpty()) {
      return new Unknown(id);
    }
    Finding finding = found.get();
    if (finding.isResolved()) {
      return new Resolved(finding);
    }
    Optional<RepairAction> repair = finding.action();
    if (repair.isEmpty()) {
      return new ByHand(finding);
    }
    Optional<Unclear> unclear = unclear(finding, repair.get(), action, confirm);
    if (unclear.isPresent()) {
      return unclear.get();
    }
    if (!finding.isUnderRepair() && findings.orderRepair(id, actor.name())) {
      TenantId tenant = finding.tenantId() == null ? null : new TenantId(finding.tenantId());
      audit.record(
          actor,
          "finding.repair-request",
          tenant,
          "%s %s: %s".formatted(finding.kind(), finding.subject(), repair.get().text()));
    }
    return new Ordered(findings.find(id).orElseThrow());
  }

  private static Optional<Unclear> unclear(
      Finding finding, RepairAction repair, @Nullable String action, @Nullable String confirm) {
    if (action == null ? repair.needsConfirmation() : !action.equals(repair.text())) {
      return Optional.of(new Unclear("action", "action: this finding's is " + repair.text() + "."));
    }
    if (repair.needsConfirmation() && !finding.subject().equals(confirm)) {
      return Optional.of(
          new Unclear(
              "confirm",
              "confirm: " + repair.text() + " loses data; repeat the finding's subject."));
    }
    return Optional.empty();
  }
}
