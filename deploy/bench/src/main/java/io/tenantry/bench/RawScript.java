package io.tenantry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reference: the same tables, indexes and first rows as one script over one plain connection,
 * in one message and one transaction. No role, no rights, no history, no registry.
 */
final class RawScript {

  private final String text;

  RawScript(Lab lab) {
    this.text = all(lab.scripts()) + all(lab.seeds());
  }

  private static String all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(RawScript::read).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run(Connection connection, String schema) {
    execute(
        connection,
        "CREATE SCHEMA %1$s; SET LOCAL search_path TO %1$s;\n".formatted(schema) + text);
  }

  /** Any script, in one transaction. */
  static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
