package io.tenantry.launcher;

import java.util.List;

/** The three services of one installation. */
public record Services(Service provisioning, Service worker, Service tenants)
    implements AutoCloseable {

  /** The worker first: it prepares the database that the others wait for. */
  public List<Service> all() {
    return List.of(worker, provisioning, tenants);
  }

  /** Starts all three, or leaves none behind. */
  void start() {
    try {
      all().forEach(Service::start);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Waits until all three are ready for work; the first that ends meanwhile is an exception. */
  public void awaitReady() {
    for (Service service : all()) {
      service.awaitReady(() -> all().forEach(each -> each.child().requireAlive()));
    }
  }

  /** Asks all to end before it waits for any: none needs another to end well. */
  @Override
  public void close() {
    all().forEach(Service::requestStop);
    all().reversed().forEach(Service::close);
  }
}
