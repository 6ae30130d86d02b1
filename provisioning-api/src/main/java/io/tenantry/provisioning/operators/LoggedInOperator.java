package io.tenantry.provisioning.operators;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** An account as it was at the log-in; the session keeps it. */
public final class LoggedInOperator extends User {

  /** Sessions outlive an upgrade. */
  private static final long serialVersionUID = 1L;

  private final int passwordChanges;

  LoggedInOperator(Operator operator, String password, boolean locked) {
    super(
        operator.name(),
        password,
        !operator.isDisabled(),
        true,
        true,
        !locked,
        AuthorityUtils.createAuthorityList(operator.role().authorities()));
    this.passwordChanges = operator.passwordChanges();
  }

  /** How often the password had been changed by then; -1 for who has no account here. */
  public static int passwordChanges(Authentication who) {
    return who.getPrincipal() instanceof LoggedInOperator operator ? operator.passwordChanges : -1;
  }
}
