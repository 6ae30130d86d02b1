package io.tenantry.testing.leaks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/** Draws operations and does them, each in a tenant, in two, or in none. */
final class Hammering<T> {

  /** Not the step of the generator itself: neighbouring operations would draw the same numbers. */
  private static final long SPREAD = 0xD1B54A32D192ED03L;

  // Of a hundred operations, those up to here.
  private static final int NOWHERE = 3;
  private static final int ELSEWHERE = 6;
  private static final int NESTED = 9;

  private final DataSource application;
  private final Map<String, T> tenants;
  private final List<String> schemas;
  private final Entrance<T> entrance;
  private final Tally tally;
  private final long seed;

  Hammering(
      DataSource application,
      Map<String, T> tenants,
      Entrance<T> entrance,
      Tally tally,
      long seed) {
    this.application = application;
    this.tenants = tenants;
    this.schemas = List.copyOf(tenants.keySet());
    this.entrance = entrance;
    this.tally = tally;
    this.seed = seed;
  }

  void run(long operations, int threads) {
    AtomicLong next = new AtomicLong();
    List<CompletableFuture<Void>> work = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        work.add(
            CompletableFuture.runAsync(
                () -> {
                  for (long n = next.getAndIncrement();
                      n < operations;
                      n = next.getAndIncrement()) {
                    operate(new SplittableRandom(seed + SPREAD * n));
                  }
                },
                executor));
      }
    }
    work.forEach(CompletableFuture::join);
  }

  private void operate(RandomGenerator random) {
    tally.operation();
    String schema = any(random);
    int kind = random.nextInt(100);
    if (kind < NOWHERE) {
      readNowhere(random);
    } else if (kind < ELSEWHERE) {
      inside(schema, "ELSEWHERE", () -> readOnAnotherThread(schema, random));
    } else if (kind < NESTED) {
      String other = any(random);
      inside(
          schema,
          "NESTED",
          () -> {
            probe(schema, random);
            inside(other, "NESTED", () -> probe(other, random));
            probe(schema, random);
          });
    } else {
      inside(schema, "PROBE", () -> probe(schema, random));
    }
  }

  private String any(RandomGenerator random) {
    return schemas.get(random.nextInt(schemas.size()));
  }

  private void inside(String schema, String what, Runnable work) {
    try {
      entrance.enter(tenants.get(schema), work);
    } catch (RuntimeException e) {
      judge(what, schema, e);
    }
  }

  private void probe(String schema, RandomGenerator random) {
    Probe probe = Probe.any(random);
    try {
      probe.run(visit(schema, probe.name(), random));
    } catch (SQLException | RuntimeException e) {
      judge(probe.name(), schema, e);
    }
  }

  private void judge(String what, String schema, Exception e) {
    if (Errors.isOutside(e)) {
      tally.withoutTenant(what + " in " + schema + " ran outside of it: " + e);
    } else if (!Errors.isCancelled(e)) {
      tally.failed(what, schema, e);
    }
  }

  /** A thread that the application did not make: it may be in the tenant, or fail. */
  private void readOnAnotherThread(String schema, RandomGenerator random) {
    Visit visit = visit(schema, "ELSEWHERE", random);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    visit.with(visit::read);
                  } catch (SQLException | RuntimeException e) {
                    // Refused, as it may be.
                  }
                });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever is answered where no tenant was entered is somebody's. */
  private void readNowhere(RandomGenerator random) {
    try {
      visit("nobody", "NOWHERE", random)
          .with(
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet rows =
                        statement.executeQuery("select tenant from " + Markers.TABLE)) {
                  tally.withoutTenant(
                      "a statement without a tenant met "
                          + (rows.next() ? "a row of " + rows.getString(1) : "no row"));
                }
              });
    } catch (SQLException | RuntimeException e) {
      // Refused, as it should be.
    }
  }

  private Visit visit(String schema, String name, RandomGenerator random) {
    return new Visit(application, schema, tally, name, random);
  }
}
