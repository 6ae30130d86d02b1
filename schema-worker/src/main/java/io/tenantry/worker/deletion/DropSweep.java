package io.tenantry.worker.deletion;

import io.tenantry.events.DropTenant;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Drops;
import io.tenantry.registry.RegistryProperties;
import io.tenantry.worker.sweeping.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders the drop of every tenant whose grace period is over, again if one came to nothing. */
@Component
class DropSweep implements Sweep {

  private final Drops drops;
  private final Outbox outbox;
  private final Duration redeliverAfter;

  DropSweep(Drops drops, Outbox outbox, RegistryProperties registry) {
    this.drops = drops;
    this.outbox = outbox;
    this.redeliverAfter = registry.redeliverAfter();
  }

  @Override
  @Transactional
  public int sweep() {
    List<UUID> due = drops.takeDue(BATCH, redeliverAfter);
    due.forEach(tenant -> outbox.append(new DropTenant(tenant)));
    return due.size();
  }
}
