package io.tenantry.migrations.upgrade;

import io.tenantry.migrations.TenantRights;
import io.tenantry.registry.SqlIdentifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads the histories of many schemas in one statement. */
final class HistoryReader {

  /** Undefined schema, undefined table. */
  private static final Set<String> NOT_THERE = Set.of("3F000", "42P01");

  private static final String SYNTAX_OR_ACCESS = "42";
  private static final String TABLE = new SqlIdentifier(TenantRights.HISTORY).quoted();
  private static final String ONE =
      """
      SELECT %d AS n, installed_rank, version, description, type, script, checksum, success
      FROM %s.%s
      """;
  private static final String ALL =
      """
      SELECT n, text, %s FROM (
        SELECT n, coalesce(rows.text, '') AS text
        FROM generate_series(0, :last) n
        LEFT JOIN (SELECT n, %s AS text FROM (
      :each) one GROUP BY n) rows USING (n)) history
      """
          .formatted(Applied.HASH.formatted("text"), Applied.TEXT);

  private final JdbcTemplate jdbc;

  HistoryReader(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** What is known of a schema's history. */
  sealed interface History {

    /**
     * @param text as {@link Applied#TEXT} makes it
     * @param hash over the text
     */
    record Readable(String text, long hash) implements History {}

    /** There is none, or it can't be read. */
    record Unreadable(String reason) implements History {}
  }

  /** Where one spoils the statement for all, halves find it. */
  Map<SqlIdentifier, History> read(List<SqlIdentifier> schemas) {
    Map<SqlIdentifier, History> histories = new LinkedHashMap<>();
    if (!schemas.isEmpty()) {
      read(schemas, histories);
    }
    return histories;
  }

  private void read(List<SqlIdentifier> schemas, Map<SqlIdentifier, History> histories) {
    try {
      histories.putAll(readAll(schemas));
    } catch (DataAccessException e) {
      String state = state(e);
      if (!NOT_THERE.contains(state) && !state.startsWith(SYNTAX_OR_ACCESS)) {
        throw e;
      }
      if (schemas.size() == 1) {
        histories.put(
            schemas.getFirst(),
            new History.Unreadable(
                NOT_THERE.contains(state)
                    ? "there is no history of what was applied to the schema"
                    : "the schema's history can't be read: "
                        + e.getMostSpecificCause().getMessage()));
        return;
      }
      int half = schemas.size() / 2;
      read(schemas.subList(0, half), histories);
      read(schemas.subList(half, schemas.size()), histories);
    }
  }

  private Map<SqlIdentifier, History> readAll(List<SqlIdentifier> schemas) {
    Map<SqlIdentifier, History> found = new LinkedHashMap<>();
    RowCallbackHandler reader =
        row ->
            found.put(
                schemas.get(row.getInt(1)), new History.Readable(row.getString(2), row.getLong(3)));
    jdbc.query(sql(schemas), reader);
    return found;
  }

  /** Names of schemas go in last: whatever is in them, nothing is replaced in it. */
  private static String sql(List<SqlIdentifier> schemas) {
    List<String> each = new ArrayList<>(schemas.size());
    for (int n = 0; n < schemas.size(); n++) {
      each.add(ONE.formatted(n, schemas.get(n).quoted(), TABLE));
    }
    return ALL.replace(":last", String.valueOf(schemas.size() - 1))
        .replace(":each", String.join("UNION ALL\n", each));
  }

  private static String state(DataAccessException e) {
    return e.getMostSpecificCause() instanceof SQLException cause
        ? String.valueOf(cause.getSQLState())
        : "";
  }
}
