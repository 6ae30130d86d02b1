package io.tenantry.registry.runs;

import io.tenantry.events.MigrateTenants;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands a run's work to the workers: each message is a place for one more. It is a hint only; the
 * rows say whether there is work, and how many may be at it.
 */
public class RunSlots {

  /** How long a run is left to its messages before somebody looks after it. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private final JdbcClient jdbc;
  private final Outbox outbox;

  RunSlots(JdbcClient jdbc, Outbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /** As many places as the run may have, but no more than tenants that wait. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(UUID run) {
    int places =
        jdbc.sql(
                """
                SELECT greatest(1, least(concurrency,
                  (SELECT count(*) FROM (SELECT FROM control.migration_run_tenant m
                     WHERE m.run_id = r.id AND m.wave <= r.wave AND m.state IN ('WAITING', 'BUSY')
                     LIMIT 64) waiting)))
                FROM control.migration_run r WHERE id = :run
                """)
            .param("run", run)
            .query(Integer.class)
            .single();
    for (int i = 0; i < places; i++) {
      one(run);
    }
  }

  /** One place. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void one(UUID run) {
    outbox.append(new MigrateTenants(run));
  }
}
