package io.tenantry.provisioning.console.trouble;

import io.tenantry.provisioning.operations.Finding;
import io.tenantry.registry.findings.RepairAction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding as a table shows it.
 *
 * @param action what would repair it; null if nothing but a person can
 * @param confirmed whether its subject has to be typed for that
 */
record FindingRow(Finding finding, @Nullable String action, boolean confirmed) {

  static List<FindingRow> of(List<Finding> findings) {
    return findings.stream().map(FindingRow::of).toList();
  }

  static FindingRow of(Finding finding) {
    RepairAction action = finding.action().orElse(null);
    return new FindingRow(
        finding,
        action == null ? null : action.text(),
        action != null && action.needsConfirmation());
  }

  /** What became of the last order, in a word that badges know; empty without one. */
  public String getRepair() {
    if (finding.repairRequestedAt() == null) {
      return "";
    }
    return finding.repairEndedAt() == null
        ? "running"
        : Objects.requireNonNullElse(finding.repairOutcome(), "done");
  }
}
