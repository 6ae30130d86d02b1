package io.tenantry.acceptance;

import io.tenantry.launcher.Http;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Service;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The least that stands in front of several instances: it asks each of them for its readiness now
 * and then, sends requests to those that were ready, in turn, and repeats none.
 */
final class Failover implements AutoCloseable {

  private static final Duration PROBE = Duration.ofMillis(250);

  private final List<Service> instances;
  private final AtomicInteger turn = new AtomicInteger();
  private final ScheduledExecutorService prober = Executors.newSingleThreadScheduledExecutor();
  private volatile List<Service> ready;

  Failover(List<Service> instances) {
    this.instances = instances;
    this.ready = instances;
    prober.scheduleWithFixedDelay(this::probe, 0, PROBE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An exception is a failed request, too. */
  Answer send(
      String host, String path, Map<String, String> headers, String method, @Nullable Object body) {
    List<Service> known = ready;
    URI one = known.get(Math.floorMod(turn.getAndIncrement(), known.size())).url();
    return Http.send(one, host, path, headers, method, body);
  }

  private void probe() {
    List<Service> found = instances.stream().filter(Service::isReady).toList();
    // With nobody left it sends to whom it knew, and the test sees the failures.
    ready = found.isEmpty() ? ready : found;
  }

  @Override
  public void close() {
    prober.shutdownNow();
  }
}
