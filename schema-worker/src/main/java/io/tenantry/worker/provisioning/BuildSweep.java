package io.tenantry.worker.provisioning;

import io.tenantry.events.ProvisionTenant;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.RegistryProperties;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.sweeping.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders the build of every PENDING tenant that is due: a retry, or one whose message was lost for
 * whatever reason. So a broker that forgets everything delays work and loses none.
 */
@Component
class BuildSweep implements Sweep {

  private final Attempts attempts;
  private final Outbox outbox;
  private final Duration redeliverAfter;
  private final Duration longestPause;

  BuildSweep(
      Attempts attempts, Outbox outbox, RegistryProperties registry, WorkerProperties worker) {
    this.attempts = attempts;
    this.outbox = outbox;
    this.redeliverAfter = registry.redeliverAfter();
    this.longestPause = worker.provisioning().lastRetry();
  }

  @Override
  @Transactional
  public int sweep() {
    List<UUID> due = attempts.takeDue(Build.Kind.SCRIPTS, BATCH, redeliverAfter, longestPause);
    due.forEach(tenant -> outbox.append(new ProvisionTenant(tenant)));
    return due.size();
  }
}
