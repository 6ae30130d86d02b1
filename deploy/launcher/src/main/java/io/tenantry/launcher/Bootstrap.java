package io.tenantry.launcher;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * The step before the services where no launcher starts them: waits for the database, makes logins.
 */
final class Bootstrap {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Bootstrap() {}

  /** All it needs is in the environment, passwords too. */
  static void run(Map<String, String> environment, PrintStream out) {
    String url = environment.get(Variables.POSTGRES_URL);
    if (url == null) {
      throw new LaunchException(Variables.POSTGRES_URL + " is not set");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Logins logins = new Logins(url, environment, environment);
        if (logins.makeDatabase()) {
          out.println("created database " + logins.database());
        }
        logins.make();
        return;
      } catch (LaunchException e) {
        if (!isUnreachable(e) || System.nanoTime() > deadline) {
          throw e;
        }
      }
      pause();
    }
  }

  /** Class 08 is a connection that failed; 57P03 a server that is starting. */
  private static boolean isUnreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("08") || sql.getSQLState().equals("57P03");
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }
}
