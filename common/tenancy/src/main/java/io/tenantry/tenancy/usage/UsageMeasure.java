package io.tenantry.tenancy.usage;

/**
 * Counts something of the current tenant, once a day. Beans of this type are asked by the job
 * {@code usage}; those of the same kind add up.
 */
public interface UsageMeasure {

  /** What plans limit, and what is paid for. */
  enum Kind {
    USERS,
    PRODUCTS,
    STORAGE_BYTES
  }

  Kind kind();

  /**
   * Reads it, in the tenant's role.
   *
   * @throws Exception if that can't be done now; the job says so, and tries again
   */
  long read() throws Exception;

  /** A measure of this kind. */
  static UsageMeasure of(Kind kind, Reading reading) {
    return new UsageMeasure() {
      @Override
      public Kind kind() {
        return kind;
      }

      @Override
      public long read() throws Exception {
        return reading.read();
      }
    };
  }

  /** How a measure is read. */
  @FunctionalInterface
  interface Reading {
    long read() throws Exception;
  }
}
