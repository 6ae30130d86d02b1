package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server says of a block that failed, and where in it.
 *
 * @param script the script that failed, null if it was a statement of ours
 * @param sqlState the server's five-character code
 * @param message one line for people: script, line, what the server said, code
 */
public record ReplayFailure(
    SqlIdentifier schema,
    @Nullable String script,
    String sqlState,
    String message,
    SQLException cause) {

  /** Empty where the server had no part in it. */
  static Optional<ReplayFailure> of(
      SqlIdentifier schema, List<ReplayBlock.Part> parts, SQLException error) {
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
    var script = part == null ? null : part.script();
    var place = part == null || script == null ? "" : file(script) + line(server, part) + ": ";
    var message = "%s%s (%s)".formatted(place, server.getMessage(), state);
    return Optional.of(new ReplayFailure(schema, script, state, message, error));
  }

  /** The database refused a statement, most often a script's. */
  public TenantScriptException asException() {
    return new TenantScriptException(script, message, sqlState, cause);
  }

  private static String file(String script) {
    return script.substring(script.lastIndexOf('/') + 1);
  }

  private static String line(ServerErrorMessage server, ReplayBlock.Part part) {
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
