package io.tenantry.provisioning.jobs;

import io.tenantry.events.JobEnded;
import io.tenantry.messaging.inbox.Inbox;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what became of orders. Each is answered once, whatever comes how often. */
@Component
class JobResults {

  private static final String CONSUMER = "job-results";

  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final JobOrders orders;

  JobResults(JdbcClient jdbc, Inbox inbox, JobOrders orders) {
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.orders = orders;
  }

  /** An answer to an order that was answered, or is no longer the last one, has no effect. */
  @Transactional
  public void record(UUID messageId, JobEnded ended) {
    if (!inbox.accept(CONSUMER, messageId)) {
      return;
    }
    jdbc.sql("SELECT FROM control.job_run WHERE id = :run FOR NO KEY UPDATE")
        .param("run", ended.runId())
        .query((row, number) -> true)
        .optional();
    jdbc.sql(
            """
            UPDATE control.job_run_tenant
            SET state = :state, error = :error::text, duration_ms = :duration, lease_until = NULL,
                updated_at = now()
            WHERE run_id = :run AND tenant_id = :tenant AND state = 'SENT' AND attempts = :attempt
            """)
        .param("state", ended.outcome().name())
        .param("error", ended.error())
        .param("duration", ended.durationMs())
        .param("run", ended.runId())
        .param("tenant", ended.tenantId())
        .param("attempt", ended.attempt())
        .update();
    orders.end(ended.runId());
  }
}
