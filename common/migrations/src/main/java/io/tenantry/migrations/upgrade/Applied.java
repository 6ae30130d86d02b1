package io.tenantry.migrations.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.schemahistory.BaseAppliedMigration;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a history as one text, made by the server, so that many schemas with the same history
 * are seen to be equal without a look at any row.
 */
final class Applied {

  /** Of the rows of one history; the names are those of Flyway's columns. */
  static final String TEXT =
      """
      coalesce(string_agg(format(E'%s\\x1F%s\\x1F%s\\x1F%s\\x1F%s\\x1F%s\\x1F%s', installed_rank, version,
        description, type, script, checksum, success), E'\\x1E' ORDER BY installed_rank), '')\
      """;

  /** A short form of the text {@code %s}, to compare with later. */
  static final String HASH = "hashtextextended(%s, 0)";

  private static final String ROWS = "\u001E";
  private static final String COLUMNS = "\u001F";

  private Applied() {}

  /**
   * The rows as Flyway would have read them.
   *
   * @throws IllegalArgumentException if a row is none of Flyway's
   */
  static List<AppliedMigration> rows(String text) {
    List<AppliedMigration> rows = new ArrayList<>();
    for (String row : text.isEmpty() ? new String[0] : text.split(ROWS, -1)) {
      String[] column = row.split(COLUMNS, -1);
      if (column.length != 7) {
        throw new IllegalArgumentException("not a row of Flyway's history: " + row);
      }
      rows.add(
          new BaseAppliedMigration(
              Integer.parseInt(column[0]),
              column[1].isEmpty() ? null : MigrationVersion.fromVersion(column[1]),
              column[2],
              column[3],
              column[4],
              checksum(column[5]),
              null,
              "",
              0,
              column[6].equals("t")));
    }
    return rows;
  }

  private static @Nullable Integer checksum(String column) {
    return column.isEmpty() ? null : Integer.valueOf(column);
  }
}
