package io.tenantry.chaos.model;

import io.tenantry.registry.TenantStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All of a tenant that decides what may become of it.
 *
 * @param before what it was when its deletion was requested
 * @param onTrial whether it has a trial, whose end is ahead
 */
public record State(TenantStatus status, @Nullable TenantStatus before, boolean onTrial) {

  State to(TenantStatus next) {
    return new State(next, null, onTrial);
  }

  /** What it may become without anybody asking. */
  List<State> byItself() {
    return switch (status) {
      case PENDING ->
          List.of(to(onTrial ? TenantStatus.TRIAL : TenantStatus.ACTIVE), to(TenantStatus.FAILED));
      case DELETING -> List.of(to(TenantStatus.DELETED));
      case ACTIVE, TRIAL, FAILED, SUSPENDED, DELETED -> List.of();
    };
  }

  /** What its domain answers; a dropped tenant's is free. */
  Set<Integer> answers() {
    return switch (status) {
      case ACTIVE, TRIAL -> Set.of(200);
      case PENDING, FAILED -> Set.of(503);
      case SUSPENDED -> Set.of(403);
      case DELETING -> Set.of(410);
      case DELETED -> Set.of(404, 410);
    };
  }
}
