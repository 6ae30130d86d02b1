package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The path of whoever works on a schema: it comes first, then whatever follows the login's own
 * schema in the path that the bootstrap gave to the login.
 */
public final class SearchPath {

  private SearchPath() {}

  /**
   * An SQL expression of the path, to be read while the session's own path is set.
   *
   * @param name SQL of the schema's name, without quotes
   */
  public static String of(String name) {
    return "concat_ws(', ', quote_ident(%s), nullif(regexp_replace(current_setting('search_path'), '^\"\\$user\", *', ''), ''))"
        .formatted(name);
  }

  /** From here to the transaction's end the schema is first in the path. */
  public static void enter(JdbcOperations jdbc, SqlIdentifier schema) {
    leave(jdbc);
    jdbc.execute(
        "SELECT set_config('search_path', %s, true)"
            .formatted(of(new SqlLiteral(schema.value()).quoted())));
  }

  /** The session's own path again. */
  public static void leave(JdbcOperations jdbc) {
    jdbc.execute("SET LOCAL search_path TO DEFAULT");
  }
}
