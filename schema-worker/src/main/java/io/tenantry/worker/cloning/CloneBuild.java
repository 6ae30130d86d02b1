package io.tenantry.worker.cloning;

import io.tenantry.migrations.cloning.SourceDiffersException;
import io.tenantry.migrations.cloning.TenantSchemaCloner;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.Clones.Clone;
import io.tenantry.registry.Tenant;
import io.tenantry.worker.provisioning.Attempts;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import io.tenantry.worker.provisioning.Build;
import io.tenantry.worker.provisioning.BuildRefusedException;
import io.tenantry.worker.provisioning.SignUpTimer;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Builds a tenant as the copy of another: without rows in one transaction, with rows in three, of
 * which only the second may take long. It locks neither tenant's row.
 */
@Component
class CloneBuild implements Build {

  private static final Logger log = LoggerFactory.getLogger(CloneBuild.class);

  private static final String PATH = "clone";

  private final CloneSteps steps;
  private final TenantSchemaCloner cloner;
  private final TenantSchemaDropper dropper;
  private final Attempts attempts;
  private final SignUpTimer timer;

  CloneBuild(
      CloneSteps steps,
      TenantSchemaCloner cloner,
      TenantSchemaDropper dropper,
      Attempts attempts,
      SignUpTimer timer) {
    this.steps = steps;
    this.cloner = cloner;
    this.dropper = dropper;
    this.attempts = attempts;
    this.timer = timer;
  }

  @Override
  public Kind kind() {
    return Kind.CLONE;
  }

  @Override
  public String path(Attempt attempt) {
    return PATH;
  }

  @Override
  public boolean run(Attempt attempt, UUID messageId) {
    try {
      Optional<Clone> clone = steps.prepare(attempt.tenant());
      if (clone.isEmpty()) {
        attempts.superseded(attempt);
        return false;
      }
      if (clone.get().withData() && !clone.get().copied()) {
        copy(clone.get());
      }
      Tenant tenant = steps.end(attempt, messageId);
      if (tenant != null) {
        timer.stop(tenant, PATH);
      }
      return tenant != null;
    } catch (SourceDiffersException e) {
      throw new BuildRefusedException("clone-source-differs", String.valueOf(e.getMessage()));
    }
  }

  private void copy(Clone clone) {
    try {
      steps.copy(clone, cloner.plan(clone.source().role(), clone.tenant().role()));
    } catch (SourceDiffersException e) {
      // Perhaps the source was migrated since its structure was copied; the next try will tell.
      log.info("The structure of clone {} is made anew", clone.tenant().id());
      dropper.empty(clone.tenant().role());
      steps.discard(clone);
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
