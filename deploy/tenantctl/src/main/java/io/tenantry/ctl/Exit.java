package io.tenantry.ctl;

/** Exit codes, for scripts; 2 is picocli's for wrong usage. */
final class Exit {

  static final int OK = 0;

  /** The API refused, or something is not there. */
  static final int REFUSED = 1;

  /** {@code migrate --check}: tenants are behind. */
  static final int BEHIND = 3;

  /** The run has ended, and tenants have failed. */
  static final int RUN_FAILED = 4;

  /** The run does not go on by itself. */
  static final int RUN_STOPPED = 5;

  /** {@code doctor} found something. */
  static final int FINDINGS = 6;

  /** No answer, or none that is of use. */
  static final int UNREACHABLE = 7;

  private Exit() {}
}
