package io.tenantry.worker.provisioning;

import io.tenantry.migrations.TenantScripts;
import io.tenantry.worker.provisioning.Attempts.Attempt;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Builds a tenant from its type's scripts: in one transaction, or by Flyway where that can't be.
 */
@Component
class ScriptsBuild implements Build {

  private final TenantScripts scripts;
  private final TenantBuild direct;
  private final FlywayBuild flyway;

  ScriptsBuild(TenantScripts scripts, TenantBuild direct, FlywayBuild flyway) {
    this.scripts = scripts;
    this.direct = direct;
    this.flyway = flyway;
  }

  @Override
  public Kind kind() {
    return Kind.SCRIPTS;
  }

  @Override
  public String path(Attempt attempt) {
    return flyway.isFor(attempt.type()) ? FlywayBuild.PATH : TenantBuild.PATH;
  }

  @Override
  public boolean run(Attempt attempt, UUID messageId) {
    return scripts.of(attempt.type()).replayable()
        ? direct.run(attempt, messageId)
        : flyway.run(attempt, messageId);
  }
}
