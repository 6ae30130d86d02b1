package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.internal.util.AbbreviationUtils;
import org.jspecify.annotations.Nullable;

/** Flyway's history table, made and filled word for word as Flyway does it on PostgreSQL. */
final class HistoryTable {

  static final String NAME = "flyway_schema_history";

  /** Its creation in the schema {@code %1$s}. */
  static final String CREATE =
      """
      CREATE TABLE %1$s."flyway_schema_history" (
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
      ALTER TABLE %1$s."flyway_schema_history"
        ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
      CREATE INDEX "flyway_schema_history_s_idx" ON %1$s."flyway_schema_history" ("success");
      """;

  private HistoryTable() {}

  /**
   * The end of one insert for all scripts, after the schema's name.
   *
   * @param clock name of the array that holds the time before the first script at index 0 and the
   *     time after the n-th script at index n
   */
  static String rows(
      List<MigrationScript> scripts, SqlIdentifier schema, int firstRank, String clock) {
    return IntStream.range(0, scripts.size())
        .mapToObj(i -> row(firstRank + i, scripts.get(i), schema, time(clock, i)))
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

  private static String row(int rank, MigrationScript script, SqlIdentifier schema, String time) {
    return "(%d, %s, %s, '%s', %s, %s, current_user, %s, true)"
        .formatted(
            rank,
            quoted(script.version()),
            quoted(AbbreviationUtils.abbreviateDescription(script.description())),
            script.language().historyType(),
            quoted(AbbreviationUtils.abbreviateScript(script.name())),
            script.checksum(schema),
            time);
  }

  private static String time(String clock, int index) {
    return "(extract(epoch FROM %1$s[%2$d] - %1$s[%3$d]) * 1000)::int"
        .formatted(clock, index + 1, index);
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "NULL" : new SqlLiteral(value).quoted();
  }
}
