package io.tenantry.worker.cloning;

import io.tenantry.events.CloneTenant;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.RegistryProperties;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Attempts;
import io.tenantry.worker.provisioning.Build;
import io.tenantry.worker.sweeping.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Orders every PENDING clone again that is due. */
@Component
class CloneSweep implements Sweep {

  private final Attempts attempts;
  private final Outbox outbox;
  private final Duration redeliverAfter;
  private final Duration longestPause;

  CloneSweep(
      Attempts attempts, Outbox outbox, RegistryProperties registry, WorkerProperties worker) {
    this.attempts = attempts;
    this.outbox = outbox;
    this.redeliverAfter = registry.redeliverAfter();
    this.longestPause = worker.provisioning().lastRetry();
  }

  @Override
  @Transactional
  public int sweep() {
    List<UUID> due = attempts.takeDue(Build.Kind.CLONE, BATCH, redeliverAfter, longestPause);
    due.forEach(tenant -> outbox.append(new CloneTenant(tenant)));
    return due.size();
  }
}
