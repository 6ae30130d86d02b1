package io.tenantry.testing;

import io.tenantry.registry.SqlIdentifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one login sends to one database, as the server itself logs it. */
public final class StatementLog {

  // The prefix is "time [process] user@database"; further lines of a statement start with a tab.
  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\S+ \\S+ \\S+ \\[(\\d+)] (\\S+)@(\\S+) LOG:  (?:execute [^:]+|statement): "
              + "(.*(?:\\n\\t.*)*)",
          Pattern.MULTILINE);

  private final JdbcClient admin;
  private final String user;
  private final String database;

  StatementLog(JdbcClient admin, String user, String database) {
    this.admin = admin;
    this.user = user;
    this.database = database;
  }

  /** Lets the server log all that the login sends to the database, from its next session on. */
  static void logAll(JdbcClient admin, SqlIdentifier user, SqlIdentifier database) {
    admin
        .sql(
            "ALTER ROLE %s IN DATABASE %s SET log_statement = 'all'"
                .formatted(user.quoted(), database.quoted()))
        .update();
  }

  /**
   * The statements that were sent while the action ran, in the order of the log. Empty ones are
   * left out: by these a pool asks whether a connection lives, whenever some time has passed
   * without use.
   */
  public List<LoggedStatement> during(Runnable action) {
    // What was sent before may still be on its way to the log.
    textUpToNow(end());
    Place start = end();
    action.run();
    return STATEMENT
        .matcher(textUpToNow(start))
        .results()
        .filter(match -> match.group(2).equals(user) && match.group(3).equals(database))
        .map(StatementLog::statement)
        .filter(statement -> !statement.sql().isEmpty())
        .toList();
  }

  /**
   * The log is written by a process of its own; a mark shows when it has come as far as we have.
   */
  private String textUpToNow(Place start) {
    String mark = "mark " + UUID.randomUUID();
    admin.sql("DO $$ BEGIN RAISE LOG '%s'; END $$".formatted(mark)).update();
    return Awaitility.await("server log")
        .pollInterval(Duration.ofMillis(20))
        .until(() -> text(start), text -> text.contains(mark));
  }

  private Place end() {
    return admin
        .sql(
            """
            SELECT file, (SELECT size FROM pg_stat_file(file)) AS offset
            FROM pg_current_logfile() AS file
            """)
        .query(Place.class)
        .single();
  }

  /** The server begins a new file every midnight. */
  private String text(Place start) {
    byte[] bytes =
        admin
            .sql(
                """
                SELECT pg_read_binary_file(:file, :offset, :most)
                    || CASE WHEN latest <> :file THEN pg_read_binary_file(latest, 0, :most) ELSE '' END
                FROM pg_current_logfile() AS latest
                """)
            .param("file", start.file())
            .param("offset", start.offset())
            .param("most", 100_000_000)
            .query(byte[].class)
            .single();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private record Place(String file, long offset) {}

  private static LoggedStatement statement(MatchResult match) {
    return new LoggedStatement(
        Integer.parseInt(match.group(1)), match.group(4).replace("\n\t", "\n"));
  }

  /**
   * One statement.
   *
   * @param process the session's process on the server
   */
  public record LoggedStatement(int process, String sql) {}
}
