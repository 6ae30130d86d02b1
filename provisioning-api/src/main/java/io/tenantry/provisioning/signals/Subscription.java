package io.tenantry.provisioning.signals;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody's wait for one tenant. Many signals before a look count as one. */
public final class Subscription implements AutoCloseable {

  private final TenantSignals signals;
  private final UUID tenant;
  private final long known;
  private final BlockingQueue<Boolean> hints = new ArrayBlockingQueue<>(1);

  Subscription(TenantSignals signals, UUID tenant, long known) {
    this.signals = signals;
    this.tenant = tenant;
    this.known = known;
  }

  /** Returns at the next signal, or when the time is over, or when the service stops. */
  public void await(Duration atMost) throws InterruptedException {
    if (signals.isOpen()) {
      hints.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  UUID tenant() {
    return tenant;
  }

  /** The tenant has an event of that number. */
  void hear(long sequence) {
    if (sequence > known) {
      wake();
    }
  }

  void wake() {
    hints.offer(true);
  }

  @Override
  public void close() {
    signals.remove(this);
  }
}
