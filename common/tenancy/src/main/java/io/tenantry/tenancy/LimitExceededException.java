package io.tenantry.tenancy;

/** The current tenant's plan allows no more of something. */
public final class LimitExceededException extends RuntimeException {

  private final String limit;
  private final long allowed;
  private final long used;

  /**
   * @param limit its name among the plan's limits
   */
  public LimitExceededException(String limit, long allowed, long used) {
    super("The plan allows %d %s, and there are %d.".formatted(allowed, limit, used));
    this.limit = limit;
    this.allowed = allowed;
    this.used = used;
  }

  public String limit() {
    return limit;
  }

  public long allowed() {
    return allowed;
  }

  public long used() {
    return used;
  }
}
