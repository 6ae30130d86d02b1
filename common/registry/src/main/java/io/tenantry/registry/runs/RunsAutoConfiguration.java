package io.tenantry.registry.runs;

import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.Audit;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Migration runs, for the API that starts them and the workers that carry them out. */
@AutoConfiguration(afterName = "io.tenantry.registry.RegistryAutoConfiguration")
@ConditionalOnBean({Outbox.class, Audit.class})
class RunsAutoConfiguration {

  @Bean
  MigrationRuns migrationRuns(JdbcClient jdbc) {
    return new MigrationRuns(jdbc);
  }

  @Bean
  RunSlots runSlots(JdbcClient jdbc, Outbox outbox) {
    return new RunSlots(jdbc, outbox);
  }

  @Bean
  RunStart runStart(JdbcClient jdbc, Outbox outbox, Audit audit, RunSlots slots, Clock clock) {
    return new RunStart(jdbc, outbox, audit, slots, clock);
  }

  @Bean
  RunControl runControl(
      JdbcClient jdbc, MigrationRuns runs, Outbox outbox, Audit audit, RunSlots slots) {
    return new RunControl(jdbc, runs, outbox, audit, slots);
  }
}
