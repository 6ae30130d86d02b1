package io.tenantry.migrations.cloning;

import io.tenantry.migrations.MigrationScript;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.registry.SqlIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What Flyway's history tells of a schema. */
final class SourceHistory {

  private record Entry(
      @Nullable String version, String script, @Nullable Integer checksum, boolean success) {

    @Override
    public String toString() {
      return "%s %s%s".formatted(script, checksum, success ? "" : " failed");
    }
  }

  private SourceHistory() {}

  /**
   * The scripts that made the schema: all of its type, or those up to an older version.
   *
   * @throws SourceDiffersException if its history is not the beginning of the scripts that we have
   */
  static ScriptSet scripts(JdbcOperations jdbc, SqlIdentifier source, ScriptSet all) {
    List<Entry> history = read(jdbc, source);
    List<MigrationScript> scripts = all.migrations();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(history.size(), 1); i++) {
      Entry entry = i < history.size() ? history.get(i) : null;
      MigrationScript script = i < scripts.size() ? scripts.get(i) : null;
      if (entry == null || script == null || !isOf(entry, script)) {
        differences.add(
            "history has %s where the scripts have %s"
                .formatted(entry, script == null ? null : script + " " + script.checksum()));
      }
    }
    if (!differences.isEmpty()) {
      throw new SourceDiffersException(source, differences);
    }
    return new ScriptSet(all.type(), scripts.subList(0, history.size()), all.seeds());
  }

  private static boolean isOf(Entry entry, MigrationScript script) {
    return entry.success()
        && Objects.equals(script.version(), entry.version())
        && Objects.equals(entry.checksum(), script.checksum());
  }

  private static List<Entry> read(JdbcOperations jdbc, SqlIdentifier source) {
    return jdbc.query(
        """
        SELECT version, script, checksum, success FROM %s.flyway_schema_history
        ORDER BY installed_rank
        """
            .formatted(source.quoted()),
        (row, number) ->
            new Entry(
                row.getString("version"),
                row.getString("script"),
                row.getObject("checksum", Integer.class),
                row.getBoolean("success")));
  }
}
