package io.tenantry.provisioning.operators.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.provisioning.operators.Operator;
import io.tenantry.provisioning.operators.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** What a caller says of a new operator. */
@Schema(name = "NewOperator")
record NewOperatorRequest(
    @Schema(example = "ana")
        @NotNull(message = "is missing")
        @Pattern(regexp = Operator.NAME, message = Operator.NO_NAME)
        String name,
    @NotNull(message = "is missing") Role role) {}
