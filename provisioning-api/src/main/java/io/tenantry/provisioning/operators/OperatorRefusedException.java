package io.tenantry.provisioning.operators;

/** Something can't be done to an operator's account. */
public final class OperatorRefusedException extends RuntimeException {

  /** What stands in the way. */
  public enum Reason {
    /** There is no such account. */
    NOT_FOUND,
    /** Somebody has that name. */
    NAME_TAKEN,
    /** Nobody would be left who may change accounts. */
    LAST_ADMIN,
    /** The account is disabled. */
    DISABLED,
    /** The password is no good, or the present one was wrong. */
    PASSWORD,
    /** The link was used, is too old, or is not ours. */
    LINK
  }

  private final Reason reason;

  /**
   * @param message what is wrong, in words for the caller
   */
  OperatorRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
