package io.tenantry.chaos.drive;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.cluster.ServicePart;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Now and then a new script, and all workers started again one after the other, as a deploy does.
 */
public final class Deployments implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Tally tally;
  private final RandomGenerator random;
  private final Thread thread;

  public Deployments(Cluster cluster, Tally tally, long seed) {
    this.cluster = cluster;
    this.tally = tally;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(~seed);
    this.thread = Thread.ofPlatform().name("deployments").start(this::loop);
  }

  private void loop() {
    while (true) {
      try {
        Thread.sleep(Duration.ofMillis(20_000 + random.nextLong(20_000)));
      } catch (InterruptedException e) {
        return;
      }
      cluster.scripts().add();
      tally.count("deploy");
      restartWorkers(cluster);
    }
  }

  /**
   * Starts all workers again that do not know the newest script; each gets a while to be ready
   * before it is the next one's turn.
   */
  public static void restartWorkers(Cluster cluster) {
    for (ServicePart worker : cluster.workers()) {
      if (cluster.scripts().areKnownTo(worker)) {
        continue;
      }
      worker.exclusively(
          () -> {
            worker.stop();
            worker.start();
          });
      awaitReady(worker);
    }
  }

  private static void awaitReady(ServicePart worker) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!worker.isReady() && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
