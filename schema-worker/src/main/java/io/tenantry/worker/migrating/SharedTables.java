package io.tenantry.worker.migrating;

import io.tenantry.worker.database.DatabaseSetup;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables that all tenants share, migrated before a run's tenants where that was asked for. */
@Component
class SharedTables {

  private static final Logger log = LoggerFactory.getLogger(SharedTables.class);

  private final JdbcClient jdbc;
  private final DatabaseSetup database;

  SharedTables(JdbcClient jdbc, DatabaseSetup database) {
    this.jdbc = jdbc;
    this.database = database;
  }

  /** Flyway does it, under the lock of the workers' start; a failure pauses the run. */
  void migrateFor(UUID run) {
    boolean waiting =
        jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM control.migration_run
                               WHERE id = :run AND state = 'RUNNING' AND shared = 'WAITING')
                """)
            .param("run", run)
            .query(Boolean.class)
            .single();
    if (!waiting) {
      return;
    }
    try {
      database.migrateShared();
      jdbc.sql(
              """
              UPDATE control.migration_run SET shared = 'DONE', started_at = coalesce(started_at, now())
              WHERE id = :run
              """)
          .param("run", run)
          .update();
    } catch (RuntimeException e) {
      log.warn("Migration run {} is paused: the shared tables can't be migrated", run, e);
      jdbc.sql(
              """
              UPDATE control.migration_run
              SET state = 'PAUSED', state_reason = left('shared-tables-failed: ' || :error, 1000)
              WHERE id = :run AND state = 'RUNNING'
              """)
          .param("run", run)
          .param("error", String.valueOf(e.getMessage()))
          .update();
    }
  }
}
