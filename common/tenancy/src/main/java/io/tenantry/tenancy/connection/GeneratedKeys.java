package io.tenantry.tenancy.connection;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The ways in which JDBC lets one ask for generated keys, and what the driver makes of them. */
final class GeneratedKeys {

  private static final String[] ALL_COLUMNS = {"*"};

  private GeneratedKeys() {}

  static boolean wanted(Object argument) {
    return switch (argument) {
      case Integer flag -> flag == Statement.RETURN_GENERATED_KEYS;
      case int[] columns -> columns.length > 0;
      case String[] columns -> columns.length > 0;
      default -> false;
    };
  }

  /**
   * Has the driver's own parser add RETURNING, since it would not to an INSERT that comes second.
   */
  static String returning(String sql, Object argument, BaseConnection driver) throws SQLException {
    String[] columns = argument instanceof String[] names ? names : ALL_COLUMNS;
    return parsed(sql, driver, columns).stream()
        .map(statement -> statement.nativeSql)
        .collect(Collectors.joining(";"));
  }

  /** The statements that the driver's own parser finds. */
  static List<NativeQuery> parsed(String sql, BaseConnection driver, String... returning)
      throws SQLException {
    return Parser.parseJdbcSql(
        sql,
        driver.getStandardConformingStrings(),
        false,
        true,
        false,
        driver.getQueryExecutor().getQuoteReturningIdentifiers(),
        returning);
  }

  /**
   * The parser takes the escape of a question mark for done, so such SQL can't be parsed again.
   * Columns by number are for the driver to refuse.
   */
  static boolean canTravel(String sql, Object argument) {
    return !(argument instanceof int[]) && !sql.contains("??");
  }
}
