package io.tenantry.provisioning.signup;

/** A sign-up that this installation can't accept as it stands. */
public final class InvalidSignUpException extends RuntimeException {

  private final String field;

  /**
   * @param field the member of the request that is wrong
   * @param detail what is wrong with it, in words for the caller
   */
  public InvalidSignUpException(String field, String detail) {
    super(detail);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
