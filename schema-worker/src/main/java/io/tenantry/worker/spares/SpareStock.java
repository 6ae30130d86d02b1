package io.tenantry.worker.spares;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.migrations.SchemaBusyException;
import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.dropping.TenantSchemaDropper;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.types.TypeRegistration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps as many spares as are wanted, and drops those that older scripts made. */
@Component
class SpareStock {

  private static final Logger log = LoggerFactory.getLogger(SpareStock.class);

  private final Spares spares;
  private final SpareBuild build;
  private final TenantScripts scripts;
  private final TypeRegistration types;
  private final TenantSchemaDropper dropper;
  private final WorkerProperties worker;
  private final SpareProperties settings;
  private final Counter made;
  private final Counter retired;

  SpareStock(
      Spares spares,
      SpareBuild build,
      TenantScripts scripts,
      TypeRegistration types,
      TenantSchemaDropper dropper,
      WorkerProperties worker,
      SpareProperties settings,
      MeterRegistry meters) {
    this.spares = spares;
    this.build = build;
    this.scripts = scripts;
    this.types = types;
    this.dropper = dropper;
    this.worker = worker;
    this.settings = settings;
    this.made =
        Counter.builder("tenantry.spares.made").description("Spares built").register(meters);
    this.retired =
        Counter.builder("tenantry.spares.retired")
            .description("Spares dropped because their type's scripts changed")
            .register(meters);
  }

  /** Notes what has become of spares without us. */
  void look() {
    int gone = spares.forgetWhatIsGone();
    if (gone > 0) {
      log.warn("{} spares were taken away by somebody", gone);
    }
    for (String type : worker.types()) {
      if (types.isCurrent(type)) {
        spares.retireAllBut(type, scripts.of(type).version().fingerprint());
      }
    }
  }

  /** Makes or drops one; says whether there was anything to do. It makes way for who waits. */
  boolean step() {
    return !spares.someoneWaits() && (buildOne() || dropOne());
  }

  private boolean buildOne() {
    if (settings.size() == 0) {
      return false;
    }
    Map<String, Long> ready = spares.ready();
    Map<String, Long> demand = spares.demand(settings.demandWindow());
    boolean busy = spares.anySignUpIn(settings.quiet());
    for (String type : worker.types()) {
      long wanted = wanted(demand.getOrDefault(type, 0L));
      long there = ready.getOrDefault(type, 0L);
      long missing = wanted - there;
      boolean canWait = busy && there >= missing;
      if (missing > 0 && !canWait && canHaveSpares(type)) {
        int roles = (int) Math.min(missing, settings.rolesAtOnce());
        if (build.build(type, wanted, roles)) {
          made.increment();
          return true;
        }
      }
    }
    return false;
  }

  private long wanted(long demand) {
    return Math.clamp(demand, settings.size(), settings.maximum());
  }

  /** A schema that has its own name in it can't be given another. */
  private boolean canHaveSpares(String type) {
    ScriptSet set = scripts.of(type);
    return types.isCurrent(type) && set.replayable() && !set.namesItsSchema();
  }

  private boolean dropOne() {
    Optional<SqlIdentifier> role = spares.anyRetired();
    if (role.isEmpty()) {
      return false;
    }
    try {
      dropper.empty(role.get());
      build.end(role.get());
      retired.increment();
      return true;
    } catch (SchemaBusyException e) {
      log.debug("Another worker drops {}", role.get());
      return false;
    }
  }
}
