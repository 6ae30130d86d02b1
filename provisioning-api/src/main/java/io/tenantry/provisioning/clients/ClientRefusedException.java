package io.tenantry.provisioning.clients;

/** Something can't be done to an API client. */
public final class ClientRefusedException extends RuntimeException {

  /** What stands in the way. */
  public enum Reason {
    /** There is no such client. */
    NOT_FOUND,
    /** A client has that name, or had it. */
    NAME_TAKEN,
    /** Tenantry itself acts under that name. */
    NAME_RESERVED,
    /** Whoever asks would get rights that he does not have. */
    SCOPE_NOT_HELD,
    /** Nobody would be left to make clients. */
    LAST_WITH_OPERATIONS,
    /** It was revoked. */
    REVOKED,
    /** Its key stands in the settings. */
    KEY_IN_SETTINGS,
    /** Whoever asks was revoked a moment ago. */
    CALLER_REVOKED
  }

  private final Reason reason;

  /**
   * @param message what is wrong, in words for the caller
   */
  ClientRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
