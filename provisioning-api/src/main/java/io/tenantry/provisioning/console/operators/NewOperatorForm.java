package io.tenantry.provisioning.console.operators;

import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Who is to get an account. */
record NewOperatorForm(
    @NotNull(message = "is missing") @Pattern(regexp = Operator.NAME, message = Operator.NO_NAME)
        String name,
    @NotNull(message = "is missing") Role role) {}
