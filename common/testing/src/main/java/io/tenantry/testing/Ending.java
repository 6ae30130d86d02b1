package io.tenantry.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.boot.SpringApplication;

/**
 * What ends with the JVM: servers, after the applications of the tests, which would otherwise wait
 * for servers that are gone.
 */
final class Ending {

  private static final Deque<Runnable> STOPS = new ArrayDeque<>();
  private static boolean afterApplications;

  private Ending() {}

  /** The last that is added is the first to be done. */
  static synchronized void add(Runnable stop) {
    if (STOPS.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(new Thread(Ending::withoutApplications, "ending"));
    }
    STOPS.push(stop);
  }

  /** From now on there are applications to wait for. Called by the initializer of one. */
  static synchronized void awaitApplications() {
    if (!afterApplications) {
      afterApplications = true;
      SpringApplication.getShutdownHandlers().add(Ending::run);
    }
  }

  private static synchronized void withoutApplications() {
    if (!afterApplications) {
      run();
    }
  }

  private static synchronized void run() {
    while (!STOPS.isEmpty()) {
      STOPS.pop().run();
    }
  }
}
