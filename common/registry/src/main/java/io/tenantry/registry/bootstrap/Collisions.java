package io.tenantry.registry.bootstrap;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the bootstrap of another database on the same server makes of ours: roles belong to both.
 * "Tuple concurrently updated" is an internal error to PostgreSQL; or the role is there by now, or
 * there is a deadlock.
 */
final class Collisions {

  private static final Set<String> STATES = Set.of("XX000", "23505", "42710", "40P01");
  private static final int MOST_ATTEMPTS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private Collisions() {}

  /** Work in a transaction of its own. */
  interface Work {
    void run() throws SQLException;
  }

  /** Does it again after a moment, until it meets nobody, or has met somebody too often. */
  static void avoid(Work work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run();
        return;
      } catch (SQLException e) {
        if (attempt == MOST_ATTEMPTS || !STATES.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(SQLException met) throws SQLException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw met;
    }
  }
}
