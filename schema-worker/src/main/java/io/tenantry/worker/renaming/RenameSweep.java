package io.tenantry.worker.renaming;

import io.tenantry.events.RenameTenant;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.DueRenames;
import io.tenantry.registry.RegistryProperties;
import io.tenantry.worker.sweeping.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders every rename again that is due: one that failed, or whose message was lost. */
@Component
class RenameSweep implements Sweep {

  private final DueRenames renames;
  private final Outbox outbox;
  private final Duration redeliverAfter;

  RenameSweep(DueRenames renames, Outbox outbox, RegistryProperties registry) {
    this.renames = renames;
    this.outbox = outbox;
    this.redeliverAfter = registry.redeliverAfter();
  }

  @Override
  @Transactional
  public int sweep() {
    List<UUID> due = renames.takeDue(BATCH, redeliverAfter);
    due.forEach(tenant -> outbox.append(new RenameTenant(tenant)));
    return due.size();
  }
}
