package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.internal.util.AbbreviationUtils;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's history table, made and filled as Flyway does it on PostgreSQL. Only the time of a
 * script is the average of all that ran together.
 */
final class HistoryTable {

  static final String NAME = "flyway_schema_history";

  /** Its creation in the schema {@code %1$s}. */
  static final String CREATE =
      """
      CREATE TABLE %1$s."flyway_schema_history" (
          "installed_rank" INT NOT NULL CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY,
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
      CREATE INDEX "flyway_schema_history_s_idx" ON %1$s."flyway_schema_history" ("success");
      """;

  private HistoryTable() {}

  /**
   * The end of one insert for all scripts, after the schema's name.
   *
   * @param took SQL of the milliseconds that one script took
   */
  static String rows(
      List<MigrationScript> scripts, SqlIdentifier schema, int firstRank, String took) {
    return IntStream.range(0, scripts.size())
        .mapToObj(i -> row(firstRank + i, scripts.get(i), schema, took))
        .collect(
            Collectors.joining(
                ",\n",
                """
                ."%s" ("installed_rank", "version", "description", "type", "script",
                    "checksum", "installed_by", "execution_time", "success") VALUES
                """
                    .formatted(NAME),
                ";\n"));
  }

  private static String row(int rank, MigrationScript script, SqlIdentifier schema, String took) {
    return "(%d, %s, %s, '%s', %s, %s, current_user, %s, true)"
        .formatted(
            rank,
            quoted(script.version()),
            quoted(AbbreviationUtils.abbreviateDescription(script.description())),
            script.language().historyType(),
            quoted(AbbreviationUtils.abbreviateScript(script.name())),
            script.checksum(schema),
            took);
  }

  /**
   * SQL of the milliseconds that each of so many scripts took on average since the time in a
   * variable. A time for each would cost more than many a script: an anonymous block's expressions
   * are planned whenever it runs.
   */
  static String average(String since, int scripts) {
    return "(extract(epoch FROM clock_timestamp() - %s) * 1000 / %d)::int"
        .formatted(since, scripts);
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "NULL" : new SqlLiteral(value).quoted();
  }
}
