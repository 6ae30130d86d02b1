package io.tenantry.provisioning.waiting;

import io.tenantry.provisioning.signals.Subscription;
import io.tenantry.provisioning.signals.TenantSignals;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.Tenants;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Lets a bounded number of callers wait for their tenants, woken by signals or by a slow poll. */
@Component
public class TenantWait {

  private static final Logger log = LoggerFactory.getLogger(TenantWait.class);

  private final Tenants tenants;
  private final TenantSignals signals;
  private final Duration poll;
  private final Semaphore seats;

  TenantWait(Tenants tenants, TenantSignals signals, WaitingProperties settings) {
    this.tenants = tenants;
    this.signals = signals;
    this.poll = settings.poll();
    this.seats = new Semaphore(settings.max());
  }

  /**
   * The tenant once it is no longer as {@code unfinished} says, or as it is in the end; empty if no
   * seat is free.
   */
  public Optional<Tenant> await(Tenant tenant, Predicate<Tenant> unfinished, Duration atMost) {
    if (!seats.tryAcquire()) {
      return Optional.empty();
    }
    try (Subscription changes = signals.subscribe(tenant.id().value(), tenant.sequence())) {
      return Optional.of(await(tenant, unfinished, changes, System.nanoTime() + atMost.toNanos()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(tenant);
    } finally {
      seats.release();
    }
  }

  private Tenant await(
      Tenant first, Predicate<Tenant> unfinished, Subscription changes, long deadline)
      throws InterruptedException {
    Tenant tenant = look(first);
    while (unfinished.test(tenant) && signals.isOpen()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return tenant;
      }
      changes.await(Duration.ofNanos(Math.min(left, poll.toNanos())));
      tenant = look(tenant);
    }
    return tenant;
  }

  /** What was asked for is committed: a database that is away now must not make it look refused. */
  private Tenant look(Tenant known) {
    try {
      return tenants.find(known.id()).orElse(known);
    } catch (DataAccessException e) {
      log.debug("Waiting on without the database", e);
      return known;
    }
  }
}
