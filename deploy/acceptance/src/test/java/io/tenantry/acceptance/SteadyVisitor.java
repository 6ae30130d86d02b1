package io.tenantry.acceptance;

import io.tenantry.launcher.Http.Answer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Asks the same again and again, one request after the other, and keeps every answer. */
final class SteadyVisitor implements AutoCloseable {

  /** An answer, and when its request began, by {@link System#nanoTime()}. */
  record Visit(long began, int status, String problem) {

    /** Whether it is an error of the server's that no status of a tenant explains. */
    boolean isFailure() {
      return status >= 500 && !problem.endsWith(":tenant-pending");
    }
  }

  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final Thread thread;

  SteadyVisitor(Supplier<Answer> request) {
    thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (going.get()) {
                    long began = System.nanoTime();
                    Answer answer = request.get();
                    String problem = answer.body().path("type").asString("");
                    visits.add(new Visit(began, answer.status(), problem));
                  }
                });
  }

  List<Visit> visits() {
    return visits;
  }

  /** Those that began at that moment or later. */
  List<Visit> since(long moment) {
    return visits.stream().filter(visit -> visit.began() >= moment).toList();
  }

  /** The moment from which on all answers had this status; the latest if the last one had not. */
  long steadySince(int status) {
    return visits.stream()
        .filter(visit -> visit.status() != status)
        .mapToLong(Visit::began)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public void close() {
    going.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
