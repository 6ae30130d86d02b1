package io.tenantry.worker.migrating;

import io.tenantry.events.MigrationRunAnnounced;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.upgrade.TenantSchemaMigrator;
import io.tenantry.registry.runs.BehindGroup;
import io.tenantry.registry.runs.OpenRunException;
import io.tenantry.registry.runs.RunOptions;
import io.tenantry.registry.runs.RunSelection;
import io.tenantry.registry.runs.RunStart;
import io.tenantry.worker.WorkerActor;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.database.DatabaseReady;
import io.tenantry.worker.types.TypeRegistration;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A worker that starts with new scripts starts the run that brings them to everybody. Whoever
 * failed to get the same scripts before is left to people: each start would only fail it again.
 */
@Component
class RunOnStart {

  private static final Logger log = LoggerFactory.getLogger(RunOnStart.class);

  private final RunStart runs;
  private final TenantSchemaMigrator migrator;
  private final TypeRegistration registration;
  private final TenantScripts scripts;
  private final WorkerProperties worker;
  private final MigratingProperties settings;
  private final Outbox outbox;
  private final TransactionOperations transactions;

  RunOnStart(
      RunStart runs,
      TenantSchemaMigrator migrator,
      TypeRegistration registration,
      TenantScripts scripts,
      WorkerProperties worker,
      MigratingProperties settings,
      Outbox outbox,
      TransactionOperations transactions) {
    this.runs = runs;
    this.migrator = migrator;
    this.registration = registration;
    this.scripts = scripts;
    this.worker = worker;
    this.settings = settings;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  /** Never keeps the worker from its other work. */
  @EventListener
  void on(DatabaseReady ready) {
    try {
      worker.types().forEach(migrator::prepare);
      switch (settings.onStart()) {
        case RUN -> run();
        case ANNOUNCE -> announce();
        case OFF -> log.debug("Whether tenants are behind is not looked at");
      }
    } catch (RuntimeException e) {
      log.warn("Whether tenants are behind could not be told", e);
    }
  }

  private void run() {
    try {
      runs.startOnce(RunSelection.untried(types()), RunOptions.DEFAULTS, WorkerActor.WORKER)
          .ifPresent(run -> log.info("Tenants are behind; migration run {} has started", run));
    } catch (OpenRunException e) {
      log.info("Tenants are behind; another worker has started the run at the same moment");
    }
  }

  private void announce() {
    runs.behind(RunSelection.untried(types())).stream()
        .collect(
            Collectors.groupingBy(BehindGroup::type, Collectors.summingLong(BehindGroup::tenants)))
        .forEach(
            (type, behind) -> {
              String version = scripts.currentVersion(type);
              log.info("{} tenants of type {} lack scripts of version {}", behind, type, version);
              transactions.executeWithoutResult(
                  status -> outbox.append(new MigrationRunAnnounced(type, version, behind)));
            });
  }

  private Set<String> types() {
    return worker.types().stream().filter(registration::isCurrent).collect(Collectors.toSet());
  }
}
