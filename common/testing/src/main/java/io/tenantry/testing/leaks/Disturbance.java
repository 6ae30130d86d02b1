package io.tenantry.testing.leaks;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/** Something that another thread does to a thread at work, at some moment or just too late. */
final class Disturbance {

  @FunctionalInterface
  interface Action {
    void run() throws SQLException;
  }

  private Disturbance() {}

  /** The work's error, if it is one of statements, is what was to be expected. */
  static void during(Action work, long nanosUntil, Action disturbance) throws SQLException {
    Thread other =
        Thread.ofVirtual()
            .start(
                () -> {
                  LockSupport.parkNanos(nanosUntil);
                  try {
                    disturbance.run();
                  } catch (SQLException e) {
                    // Too late: there is nothing left to disturb.
                  }
                });
    try {
      work.run();
    } catch (SQLException e) {
      if (Errors.isOutside(e)) {
        throw e;
      }
    } finally {
      await(other);
    }
  }

  /** Whoever was interrupted, by this or by the other thread, goes on as if he had not been. */
  private static void await(Thread other) {
    boolean ended = false;
    while (!ended) {
      try {
        other.join();
        ended = true;
      } catch (InterruptedException e) {
        // The interruption that was asked for.
      }
    }
    Thread.interrupted();
  }
}
