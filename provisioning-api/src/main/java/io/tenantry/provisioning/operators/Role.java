package io.tenantry.provisioning.operators;

import java.util.Arrays;
import java.util.List;

/** What an operator may do; each role may also do what those before it may. */
public enum Role {
  /** Looks at everything. */
  VIEWER,
  /** Changes tenants, starts and repairs. */
  OPERATOR,
  /** Decides who else may, and deletes without a way back. */
  ADMIN;

  /** This role and those that it includes, as Spring Security names them. */
  public List<String> authorities() {
    return Arrays.stream(values())
        .filter(role -> role.compareTo(this) <= 0)
        .map(role -> "ROLE_" + role.name())
        .toList();
  }
}
