package io.tenantry.bench.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection on which one request follows the other. With a given rate the time that a late
 * answer makes the next request wait is part of that one's time.
 */
final class Visitor implements Callable<Visitor> {

  private final int port;
  private final byte[][] requests;
  private final long period;
  private final long end;
  private long next;
  private long[] nanos = new long[1024];
  private int served;
  private int refused;

  Visitor(int port, byte[][] requests, Load.Crowd crowd, int number, long start, long end) {
    this.port = port;
    this.requests = requests;
    this.end = end;
    this.period =
        crowd.perSecond() == 0 ? 0 : 1_000_000_000L * crowd.visitors() / crowd.perSecond();
    this.next = start + period * number / crowd.visitors();
  }

  @Override
  public Visitor call() throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    try (HttpConnection connection = new HttpConnection(port)) {
      for (long sent = due(); sent < end; sent = due()) {
        int status = connection.exchange(requests[random.nextInt(requests.length)]);
        switch (status) {
          case 200 -> add(System.nanoTime() - sent);
          case 429, 503 -> refused++;
          default -> throw new IOException("answered with " + status);
        }
      }
    }
    return this;
  }

  private long due() {
    if (period == 0) {
      return System.nanoTime();
    }
    long time = next;
    next += period;
    for (long wait = time - System.nanoTime(); wait > 0; wait = time - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    return time;
  }

  private void add(long time) {
    if (served == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * served);
    }
    nanos[served++] = time;
  }

  static Load.Outcome outcome(List<Visitor> crowd) {
    long[] all =
        crowd.stream()
            .flatMapToLong(visitor -> Arrays.stream(visitor.nanos, 0, visitor.served))
            .sorted()
            .toArray();
    int refused = crowd.stream().mapToInt(visitor -> visitor.refused).sum();
    return new Load.Outcome(all.length, refused, percentile(all, 50), percentile(all, 99));
  }

  private static double percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100] / 1e6;
  }
}
