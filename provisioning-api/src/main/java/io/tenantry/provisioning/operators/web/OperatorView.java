package io.tenantry.provisioning.operators.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator as callers see it.
 *
 * @param hasPassword whether a link is not the only way in
 * @param lockedUntil after too many wrong passwords
 */
@Schema(name = "Operator")
record OperatorView(
    String name,
    Role role,
    boolean hasPassword,
    @Schema(nullable = true) @Nullable Instant lockedUntil,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant lastLogInAt,
    @Schema(nullable = true) @Nullable Instant disabledAt) {

  static OperatorView of(Operator operator) {
    return new OperatorView(
        operator.name(),
        operator.role(),
        operator.hasPassword(),
        operator.lockedUntil(),
        operator.createdAt(),
        operator.lastLogInAt(),
        operator.disabledAt());
  }
}
