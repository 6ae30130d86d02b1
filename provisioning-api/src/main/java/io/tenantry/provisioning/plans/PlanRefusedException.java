package io.tenantry.provisioning.plans;

/** A plan can't be deleted. */
public final class PlanRefusedException extends RuntimeException {

  /** What stands in the way. */
  public enum Reason {
    /** There is no such plan. */
    NOT_FOUND,
    /** Tenants have it. */
    IN_USE,
    /** Tenants get it that ask for none. */
    DEFAULT
  }

  private final Reason reason;

  PlanRefusedException(Reason reason, String plan) {
    super(plan);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
