package io.tenantry.chaos;

import io.tenantry.chaos.check.Violations;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.chaos.cluster.ServicePart;
import java.time.Duration;
import java.util.List;

/**
 * What a supervisor does: starts again what has ended. No service should do so by itself; a node of
 * a broker's cluster may, where it comes back while the others are away.
 */
final class Watch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<ServicePart> services;
  private final List<RabbitPart> brokers;
  private final Violations violations;
  private final Thread thread;

  Watch(List<ServicePart> services, List<RabbitPart> brokers, Violations violations) {
    this.services = services;
    this.brokers = brokers;
    this.violations = violations;
    this.thread = Thread.ofPlatform().daemon().name("watch").start(this::loop);
  }

  private void loop() {
    while (true) {
      for (ServicePart service : services) {
        if (service.hasEndedByItself()) {
          service.exclusively(() -> restart(service));
        }
      }
      brokers.forEach(broker -> broker.ifFree(broker::start));
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void restart(ServicePart service) {
    if (service.hasEndedByItself()) {
      violations.add("service-ended", service.name());
      service.start();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
