package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.internal.util.AbbreviationUtils;

/** Flyway's history table, made and filled word for word as Flyway does it on PostgreSQL. */
final class HistoryTable {

  static final String NAME = "flyway_schema_history";

  private HistoryTable() {}

  static String create(SqlIdentifier schema) {
    return """
    CREATE TABLE %1$s."%2$s" (
        "installed_rank" INT NOT NULL,
        "version" VARCHAR(50),
        "description" VARCHAR(200) NOT NULL,
        "type" VARCHAR(20) NOT NULL,
        "script" VARCHAR(1000) NOT NULL,
        "checksum" INTEGER,
        "installed_by" VARCHAR(100) NOT NULL,
        "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
        "execution_time" INTEGER NOT NULL,
        "success" BOOLEAN NOT NULL
    );
    ALTER TABLE %1$s."%2$s" ADD CONSTRAINT "%2$s_pk" PRIMARY KEY ("installed_rank");
    CREATE INDEX "%2$s_s_idx" ON %1$s."%2$s" ("success");
    """
        .formatted(schema.quoted(), NAME);
  }

  /**
   * One insert for all scripts.
   *
   * @param clock name of the array that holds the time before the first script at index 0 and the
   *     time after the n-th script at index n
   */
  static String insert(SqlIdentifier schema, List<MigrationScript> scripts, String clock) {
    return IntStream.rangeClosed(1, scripts.size())
        .mapToObj(rank -> row(rank, scripts.get(rank - 1), clock))
        .collect(
            Collectors.joining(
                ",\n",
                """
                INSERT INTO %s."%s" ("installed_rank", "version", "description", "type", "script",
                    "checksum", "installed_by", "execution_time", "success") VALUES
                """
                    .formatted(schema.quoted(), NAME),
                ";\n"));
  }

  private static String row(int rank, MigrationScript script, String clock) {
    return "(%d, %s, %s, 'SQL', %s, %d, current_user, %s, true)"
        .formatted(
            rank,
            quoted(script.version()),
            quoted(AbbreviationUtils.abbreviateDescription(script.description())),
            quoted(AbbreviationUtils.abbreviateScript(script.name())),
            script.checksum(),
            "(extract(epoch FROM %1$s[%2$d] - %1$s[%3$d]) * 1000)::int"
                .formatted(clock, rank, rank - 1));
  }

  private static String quoted(String value) {
    return new SqlLiteral(value).quoted();
  }
}
