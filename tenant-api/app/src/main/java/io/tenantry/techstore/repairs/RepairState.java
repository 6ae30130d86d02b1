package io.tenantry.techstore.repairs;

import java.util.EnumSet;
import java.util.Set;

/** How far a repair is. The transitions stand here and nowhere else. */
public enum RepairState {
  RECEIVED,
  DIAGNOSED,
  WAITING_FOR_PARTS,
  IN_REPAIR,
  READY,
  DELIVERED,
  CANCELLED;

  /** What may come next. */
  public Set<RepairState> next() {
    return switch (this) {
      case RECEIVED -> EnumSet.of(DIAGNOSED, CANCELLED);
      case DIAGNOSED -> EnumSet.of(WAITING_FOR_PARTS, IN_REPAIR, CANCELLED);
      case WAITING_FOR_PARTS -> EnumSet.of(IN_REPAIR, CANCELLED);
      case IN_REPAIR -> EnumSet.of(WAITING_FOR_PARTS, READY, CANCELLED);
      case READY -> EnumSet.of(IN_REPAIR, DELIVERED, CANCELLED);
      case DELIVERED, CANCELLED -> EnumSet.noneOf(RepairState.class);
    };
  }

  public boolean canBecome(RepairState other) {
    return next().contains(other);
  }

  /** Whether anything may still change. */
  public boolean isOpen() {
    return !next().isEmpty();
  }
}
