package io.tenantry.tenancy.connection;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The outcome of an execution that carried the switch, stepped over the switch's own result.
 *
 * @param rows what a query found; generated keys are not among that
 * @param keys what was generated, where somebody asked for it
 */
record SwitchedResult(
    Statement statement, @Nullable ResultSet rows, @Nullable ResultSet keys, long count) {

  static SwitchedResult of(Statement statement) throws SQLException {
    ResultSet rows = statement.getMoreResults() ? statement.getResultSet() : null;
    return new SwitchedResult(statement, rows, null, statement.getLargeUpdateCount());
  }

  /**
   * With the switch before it the driver takes RETURNING for a query, so there are keys but no
   * count. There is a row for each that was changed, and the statement can scroll.
   */
  static SwitchedResult withKeys(PreparedStatement statement) throws SQLException {
    if (!statement.getMoreResults()) {
      return of(statement, statement.getLargeUpdateCount());
    }
    ResultSet keys = statement.getResultSet();
    long count = keys.last() ? keys.getRow() : 0;
    keys.beforeFirst();
    return new SwitchedResult(statement, null, keys, count);
  }

  private static SwitchedResult of(Statement statement, long count) {
    return new SwitchedResult(statement, null, null, count);
  }

  /** What the given method of a statement returns. */
  Object as(String method) throws SQLException {
    return switch (method) {
      case "executeQuery" -> {
        if (rows == null) {
          throw new PSQLException("No results were returned by the query.", PSQLState.NO_DATA);
        }
        yield rows;
      }
      case "executeUpdate" -> Math.toIntExact(updated());
      case "executeLargeUpdate" -> updated();
      default -> rows != null;
    };
  }

  private long updated() throws SQLException {
    if (rows != null) {
      throw new PSQLException(
          "A result was returned when none was expected.", PSQLState.TOO_MANY_RESULTS);
    }
    return Math.max(count, 0);
  }

  ResultSet generatedKeys() throws SQLException {
    return keys == null ? statement.getGeneratedKeys() : keys;
  }
}
