package io.tenantry.chaos.cluster;

import io.tenantry.launcher.Service;
import java.util.List;

/** One instance of a service. */
public final class ServicePart extends Part {

  private final Service service;
  private volatile boolean wanted = true;
  private volatile long startedAt = System.nanoTime();

  ServicePart(Service service) {
    super(service.name());
    this.service = service;
  }

  Service service() {
    return service;
  }

  /** When it was started last, by {@link System#nanoTime()}. */
  public long startedAt() {
    return startedAt;
  }

  /** Whether it has ended though nobody ended it. */
  public boolean hasEndedByItself() {
    return wanted && !isAlive();
  }

  @Override
  public void start() {
    if (!isAlive()) {
      startedAt = System.nanoTime();
      service.start();
      wanted = true;
    }
  }

  @Override
  public void stop() {
    wanted = false;
    service.close();
  }

  @Override
  public void kill() {
    wanted = false;
    service.kill();
  }

  @Override
  public void freeze() {
    Signals.send("STOP", process());
  }

  @Override
  public void thaw() {
    Signals.send("CONT", process());
  }

  private List<ProcessHandle> process() {
    return ProcessHandle.of(service.child().pid()).stream().toList();
  }

  @Override
  public boolean isAlive() {
    return service.child().isAlive();
  }

  @Override
  public boolean isReady() {
    return isAlive() && service.isReady();
  }
}
