package io.tenantry.migrations.catalog;

import io.tenantry.migrations.SqlLiteral;
import io.tenantry.registry.SqlIdentifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Everything in one schema that decides how it behaves: relations, columns, defaults, identity,
 * constraints, indexes, sequences, views, functions, triggers, types, grants. The tenant's own name
 * is left out, so that snapshots of two tenants are equal exactly if their schemas are. Rows and
 * comments are not part of it.
 *
 * @param facts one readable line per fact
 */
public record CatalogSnapshot(SortedSet<String> facts) {

  /** Copies. */
  public CatalogSnapshot {
    facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
  }

  /** Reads a schema's catalog in one round trip; a schema that is not there has no facts. */
  public static CatalogSnapshot of(JdbcOperations jdbc, SqlIdentifier schema) {
    var facts = jdbc.execute((ConnectionCallback<SortedSet<String>>) c -> read(c, schema));
    return new CatalogSnapshot(facts == null ? new TreeSet<>() : facts);
  }

  /** One line per difference: {@code - } only in the first, {@code + } only in the second. */
  public static List<String> differences(CatalogSnapshot first, CatalogSnapshot second) {
    var missing = first.facts.stream().filter(f -> !second.facts.contains(f)).map("- "::concat);
    var added = second.facts.stream().filter(f -> !first.facts.contains(f)).map("+ "::concat);
    return Stream.concat(missing, added).toList();
  }

  private static SortedSet<String> read(Connection connection, SqlIdentifier schema)
      throws SQLException {
    var facts = new TreeSet<String>();
    for (String fact : query(connection, schema)) {
      facts.add(fact.strip().replaceAll("\\s*\\R\\s*", " "));
    }
    return facts;
  }

  /** The path is set and reset in the same message as the query. */
  private static List<String> query(Connection connection, SqlIdentifier schema)
      throws SQLException {
    var sql =
        "SELECT set_config('search_path', %s, true);\n%s;\nSET LOCAL search_path TO DEFAULT"
            .formatted(
                new SqlLiteral(schema.quoted() + ", public").quoted(),
                CatalogQuery.SQL.replace(":schema", new SqlLiteral(schema.value()).quoted()));
    var lines = new ArrayList<String>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }
}
