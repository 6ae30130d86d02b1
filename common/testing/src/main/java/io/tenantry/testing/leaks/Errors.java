package io.tenantry.testing.leaks;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What errors say about where a statement ran. */
final class Errors {

  /** No such table, no such schema, no right to it: the statement was not in its tenant. */
  private static final Set<String> OUTSIDE = Set.of("42P01", "3F000", "42501");

  private static final String CANCELLED = "57014";

  private Errors() {}

  static boolean isOutside(Exception e) {
    return sqlState(e) instanceof String state && OUTSIDE.contains(state);
  }

  /** A cancellation may come late and meet the next statement of its session. */
  static boolean isCancelled(Exception e) {
    return CANCELLED.equals(sqlState(e));
  }

  private static @Nullable String sqlState(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }
}
