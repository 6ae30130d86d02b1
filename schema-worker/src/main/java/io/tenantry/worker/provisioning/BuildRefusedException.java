package io.tenantry.worker.provisioning;

/** A build that can't succeed, however often it is tried: the tenant is FAILED for this reason. */
public final class BuildRefusedException extends RuntimeException {

  private final String reason;

  /**
   * @param reason a stable word
   * @param detail the same for people
   */
  public BuildRefusedException(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** A stable word. */
  public String reason() {
    return reason;
  }
}
