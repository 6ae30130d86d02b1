package io.tenantry.provisioning.signals;

import io.tenantry.messaging.local.TenantChanged;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for a tenant to change. A signal may get lost, so nobody may wait for one
 * alone. When the service stops everybody is woken first, so that no request holds it up.
 */
@Component
public class TenantSignals implements SmartLifecycle {

  private final Map<UUID, Set<Subscription>> waiting = new ConcurrentHashMap<>();
  private volatile boolean running;

  /**
   * From now on, until it is closed, signals for this tenant are kept for the subscriber.
   *
   * @param known number of the last event that is no news to the subscriber
   */
  public Subscription subscribe(UUID tenant, long known) {
    var subscription = new Subscription(this, tenant, known);
    waiting.compute(tenant, (id, others) -> with(others, subscription));
    return subscription;
  }

  /** Whether waiting makes sense: false as soon as the service stops. */
  public boolean isOpen() {
    return running;
  }

  void remove(Subscription subscription) {
    waiting.computeIfPresent(
        subscription.tenant(),
        (id, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  @EventListener
  void on(TenantChanged changed) {
    waiting
        .getOrDefault(changed.tenantId(), Set.of())
        .forEach(subscription -> subscription.hear(changed.sequence()));
  }

  @Override
  public void start() {
    running = true;
  }

  /** The last phase to start is the first to stop: long before the web server's grace period. */
  @Override
  public void stop() {
    running = false;
    waiting.values().forEach(all -> all.forEach(Subscription::wake));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static Set<Subscription> with(@Nullable Set<Subscription> others, Subscription added) {
    Set<Subscription> all = others == null ? ConcurrentHashMap.newKeySet() : others;
    all.add(added);
    return all;
  }
}
