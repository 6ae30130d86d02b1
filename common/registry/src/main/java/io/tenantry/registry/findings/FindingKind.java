package io.tenantry.registry.findings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong between the registry and the database. The texts are stable. */
public enum FindingKind {
  TENANT_WITHOUT_SCHEMA(RepairAction.REBUILD_EMPTY),
  TENANT_WITHOUT_ROLE(RepairAction.RESTORE_ROLE),
  SCHEMA_WITHOUT_TENANT(RepairAction.DROP),
  ROLE_WITHOUT_TENANT(RepairAction.DROP_ROLE),
  ROLE_NOT_GRANTED(RepairAction.GRANT),
  DOMAIN_OF_DELETED_TENANT(RepairAction.RELEASE),
  PRIMARY_DOMAIN_MISSING(RepairAction.CHOOSE_PRIMARY),
  HISTORY_DISAGREES(RepairAction.CORRECT_VERSION),
  STUCK_PENDING(RepairAction.ORDER_AGAIN),
  OUTBOX_STUCK(RepairAction.SEND_NOW),
  SCHEMA_DRIFT(RepairAction.BY_HAND),
  INVALID_INDEX(RepairAction.REINDEX);

  private final RepairAction action;

  FindingKind(RepairAction action) {
    this.action = action;
  }

  /** What a repair of such a finding does. */
  public RepairAction action() {
    return action;
  }

  /** The name outside of this program, such as {@code tenant-without-schema}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that name; empty for one that this version does not know. */
  public static Optional<FindingKind> find(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }
}
