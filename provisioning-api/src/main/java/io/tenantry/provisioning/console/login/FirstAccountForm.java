package io.tenantry.provisioning.console.login;

import io.tenantry.provisioning.operators.Operator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Who makes the first account. */
record FirstAccountForm(
    @NotNull(message = "is missing") String token,
    @NotNull(message = "is missing") @Pattern(regexp = Operator.NAME, message = Operator.NO_NAME)
        String name,
    @NotNull(message = "is missing") String password) {

  @Override
  public String toString() {
    return "FirstAccountForm[" + name + "]";
  }
}
