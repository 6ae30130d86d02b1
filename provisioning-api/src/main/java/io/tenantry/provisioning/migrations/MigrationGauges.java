package io.tenantry.provisioning.migrations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tenantry.registry.runs.MigrationRuns;
import io.tenantry.registry.runs.RunState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who is behind, and which runs have not ended. As many series as there are types. */
@Component
class MigrationGauges {

  private final TenantTypes types;
  private final MigrationRuns runs;
  private final MultiGauge behind;
  private final MultiGauge open;

  MigrationGauges(TenantTypes types, MigrationRuns runs, MeterRegistry meters) {
    this.types = types;
    this.runs = runs;
    this.behind =
        MultiGauge.builder("tenantry.migration.behind")
            .description("Tenants that lack scripts of their type")
            .register(meters);
    this.open =
        MultiGauge.builder("tenantry.migration.runs")
            .description("Migration runs that have not ended, by state")
            .register(meters);
  }

  @Scheduled(fixedDelayString = "PT10S")
  void read() {
    try {
      behind.register(
          types.all().stream()
              .map(type -> Row.of(Tags.of("type", type.name()), type.behind()))
              .toList(),
          true);
      open.register(
          Stream.of(RunState.RUNNING, RunState.PAUSED)
              .map(
                  state ->
                      Row.of(
                          Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                          runs.count(state)))
              .toList(),
          true);
    } catch (DataAccessException e) {
      behind.register(List.of(), true);
      open.register(List.of(), true);
    }
  }
}
