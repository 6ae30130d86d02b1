package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Finds out of the server's error which script failed, and where. */
final class BuildFailure {

  /** Duplicate role, duplicate schema, and either of them lost to somebody at the same moment. */
  static final Set<String> TAKEN = Set.of("42710", "42P06", "23505");

  private BuildFailure() {}

  /** The exception to throw; empty where the server had no part in it. */
  static Optional<RuntimeException> of(
      SqlIdentifier schema, List<BuildStatement.Part> parts, SQLException error) {
    if (!(error instanceof PSQLException failure) || failure.getServerErrorMessage() == null) {
      return Optional.empty();
    }
    var server = failure.getServerErrorMessage();
    var part =
        parts.stream()
            .filter(
                p ->
                    contains(server.getInternalQuery(), p.mark())
                        || contains(server.getWhere(), p.mark()))
            .findFirst()
            .orElse(null);
    var state = String.valueOf(server.getSQLState());
    if (part != null && part.script() == null && TAKEN.contains(state)) {
      return Optional.of(
          new SchemaAlreadyExistsException(
              schema, "%s (%s)".formatted(server.getMessage(), state), error));
    }
    var script = part == null ? null : part.script();
    var place = part == null || script == null ? "" : file(script) + line(server, part) + ": ";
    return Optional.of(
        new TenantScriptException(
            script, "%s%s (%s)".formatted(place, server.getMessage(), state), state, error));
  }

  private static String file(String script) {
    return script.substring(script.lastIndexOf('/') + 1);
  }

  private static String line(ServerErrorMessage server, BuildStatement.Part part) {
    int position = server.getInternalPosition();
    if (position <= 0 || !contains(server.getInternalQuery(), part.mark())) {
      return "";
    }
    var before = part.marked().codePoints().limit(position - 1L);
    return " line " + (before.filter(c -> c == '\n').count() + 1);
  }

  private static boolean contains(@Nullable String text, String mark) {
    return text != null && text.contains(mark);
  }
}
