package io.tenantry.worker.migrating;

import java.util.Set;

/** Which of the server's codes tell of a moment rather than of a mistake. */
final class Transient {

  /** Lost connections, rollbacks for others' sake, lack of resources. */
  private static final Set<String> CLASSES = Set.of("08", "40", "53");

  /** The server is shutting down, or has crashed. */
  private static final Set<String> CODES = Set.of("57P01", "57P02", "57P03", "55006");

  private Transient() {}

  static boolean is(String sqlState) {
    return CODES.contains(sqlState)
        || sqlState.length() == 5 && CLASSES.contains(sqlState.substring(0, 2));
  }
}
