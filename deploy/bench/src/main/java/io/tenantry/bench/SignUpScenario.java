package io.tenantry.bench;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.tenantry.launcher.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** From the HTTP request to ACTIVE: at a steady rate with spares, and a burst without any. */
final class SignUpScenario implements Scenario {

  private static final int PER_SECOND = 10;

  /** As many as the worker builds at the same time. */
  private static final int CONNECTIONS = 4;

  /** Bursts before the first that counts, until the compiler has seen most of the API. */
  private static final int WARM_UPS = 5;

  @Override
  public void run(Lab lab, Size size, Report report) {
    // Before the API, for which it makes the tables. The burst comes first, as afterwards there are
    // spares, and both have the same API: where it matters, that has been running for long.
    Service withoutSpares = lab.startWorker("worker-without-spares", Map.of());
    try (Service _ = lab.startProvisioning()) {
      try (withoutSpares) {
        burst(lab, size, report);
      }
      steady(lab, size, report);
    }
  }

  private static void steady(Lab lab, Size size, Report report) {
    int rounds = size.of(3, 1);
    int each = size.of(150, 5);
    int warmUp = size.of(600, 2);
    // While sign-ups keep coming, only a stock that is half empty is filled up.
    int spares = 2 * (rounds * each + warmUp) + 1;
    Service worker =
        lab.startWorker(
            "worker-with-spares",
            Map.of(
                "TENANTRY_SPARES", Integer.toString(spares),
                "TENANTRY_SPARES_MAXIMUM", Integer.toString(spares + 1)));
    try (Service _ = worker) {
      lab.awaitSpares(spares);
      lab.settle(report);
      warmUp(lab, warmUp);
      Times p50 = new Times();
      Times p99 = new Times();
      for (int round = 0; round < rounds; round++) {
        Times times = measure(lab, "steady" + round + "_", each);
        p50.add(times.median());
        p99.add(times.percentile(99));
        report.say(
            "round %d: %d sign-ups, p50 %.1f ms, p99 %.1f ms",
            round + 1, times.count(), times.median(), times.percentile(99));
      }
      report.figure("p50_ms", p50.median());
      report.figure("p99_ms", p99.median());
    }
  }

  /** As fast as it goes, until the compiler has seen enough of it. */
  private static void warmUp(Lab lab, int count) {
    atOnce(lab, "warm", count, true);
  }

  private static void atOnce(Lab lab, String name, int count, boolean wait) {
    try (var client = new SignUpClient(lab);
        var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<Integer>> calls =
          IntStream.range(0, count)
              .<Callable<Integer>>mapToObj(n -> () -> client.signUp(name + n, wait))
              .toList();
      requireAll(all(threads, calls), wait ? 201 : 202);
    }
  }

  private static void requireAll(List<Integer> answers, int status) {
    Map<Integer, Long> counts = answers.stream().collect(groupingBy(identity(), counting()));
    if (!counts.keySet().equals(Set.of(status))) {
      throw new IllegalStateException("answers that are not all " + status + ": " + counts);
    }
  }

  private static Times measure(Lab lab, String name, int count) {
    Times times = new Times();
    long start = System.nanoTime();
    try (var client = new SignUpClient(lab);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          IntStream.range(0, count)
              .<Callable<Integer>>mapToObj(
                  n ->
                      () -> {
                        TimeUnit.NANOSECONDS.sleep(
                            start + n * 1_000_000_000L / PER_SECOND - System.nanoTime());
                        long sent = System.nanoTime();
                        int status = client.signUp(name + n, true);
                        times.add(Times.since(sent));
                        return status;
                      })
              .toList();
      requireAll(all(threads, calls), 201);
    }
    return times;
  }

  private static void burst(Lab lab, Size size, Report report) {
    int rounds = size.of(3, 1);
    int each = size.of(300, 10);
    RawScript script = new RawScript(lab);
    Times raw = new Times();
    Times burst = new Times();
    for (int before = 0; before < size.of(WARM_UPS, 1); before++) {
      burst(lab, "warm_burst" + before + "_", each);
    }
    raw(lab, script, "warm", size.of(100, 5));
    lab.settle(report);
    for (int round = 0; round < rounds; round++) {
      String name = round + "_";
      raw.add(raw(lab, script, name, each));
      burst.add(burst(lab, "burst" + name, each));
      report.say(
          "round %d: %d raw scripts %.2f s, %d sign-ups %.2f s",
          round + 1, each, raw.last() / 1000, each, burst.last() / 1000);
    }
    report.figure("burst_per_second", each * 1000 / burst.median());
    report.figure("raw_per_second", each * 1000 / raw.median());
    report.figure("burst_over_raw", raw.median() / burst.median());
  }

  /** From the first request to the last activation. */
  private static double burst(Lab lab, String name, int count) {
    return Times.of(
        () -> {
          atOnce(lab, name, count, false);
          lab.awaitActive(name, count);
        });
  }

  private static double raw(Lab lab, RawScript script, String name, int count) {
    List<Connection> connections =
        IntStream.range(0, CONNECTIONS).mapToObj(n -> lab.plain()).toList();
    double time =
        Times.of(
            () -> {
              try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
                List<Callable<Boolean>> calls =
                    IntStream.range(0, CONNECTIONS)
                        .<Callable<Boolean>>mapToObj(
                            part ->
                                () -> {
                                  for (int n = part; n < count; n += CONNECTIONS) {
                                    script.run(
                                        connections.get(part), lab.prefix + "raw_" + name + n);
                                  }
                                  return true;
                                })
                        .toList();
                all(threads, calls);
              }
            });
    connections.forEach(SignUpScenario::close);
    return time;
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> List<T> all(ExecutorService threads, List<Callable<T>> calls) {
    try {
      List<Future<T>> futures = threads.invokeAll(calls);
      return futures.stream().map(SignUpScenario::get).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
