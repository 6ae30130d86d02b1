package io.tenantry.provisioning.operations;

import io.tenantry.provisioning.operations.Trouble.TroubledTenant;
import io.tenantry.provisioning.operations.Trouble.TroubledTenants;
import io.tenantry.provisioning.operations.Trouble.Waiting;
import io.tenantry.provisioning.operations.Trouble.WaitingMessage;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at all that may need an operator, in a few indexed queries. */
@Repository
public class Troubles {

  /** Sweepers look every few seconds; what is due for so long, nobody does. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String OVERDUE =
      """
      FROM control.tenant t
      WHERE (t.status IN ('PENDING', 'DELETING') OR t.renaming_to IS NOT NULL)
        AND t.status <> 'DELETED'
        AND t.next_attempt_at < now() - :patience * interval '1 second'
      """;

  private static final String RETRYING =
      """
      FROM control.tenant t
      WHERE (t.status = 'PENDING' AND t.attempts > 0
             AND EXISTS (SELECT FROM control.attempt a
                         WHERE a.tenant_id = t.id AND a.number = t.attempts
                           AND a.outcome = 'failed'))
         OR ((t.status = 'DELETING' OR t.renaming_to IS NOT NULL) AND t.work_failures > 0)
      """;

  private static final String FAILED = "FROM control.tenant t WHERE t.status = 'FAILED'\n";

  private static final int MOST_COUNTED = 100_000;

  private final JdbcClient jdbc;

  Troubles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param most tenants of each kind that are named
   */
  public Trouble look(int most) {
    return new Trouble(
        tenants(OVERDUE, most),
        tenants(RETRYING, most),
        tenants(FAILED, most),
        outbox(),
        count("FROM control.dead_letter WHERE republished_at IS NULL"),
        count("FROM control.finding WHERE confirmed_at IS NOT NULL AND resolved_at IS NULL"));
  }

  private TroubledTenants tenants(String which, int most) {
    List<TroubledTenant> first =
        jdbc.sql(
                """
                SELECT t.id, t.schema_name, t.status, t.next_attempt_at AS due_at,
                       greatest(t.attempts, t.work_failures) AS attempts,
                       coalesce(t.work_error, t.status_reason,
                                (SELECT a.error FROM control.attempt a WHERE a.tenant_id = t.id
                                 ORDER BY a.started_at DESC, a.number DESC LIMIT 1)) AS error
                """
                    + which
                    + "ORDER BY t.next_attempt_at NULLS LAST, t.id LIMIT :most")
            .param("patience", PATIENCE.toSeconds())
            .param("most", most)
            .query(TroubledTenant.class)
            .list();
    return new TroubledTenants(first.size() < most ? first.size() : count(which), first);
  }

  private Waiting outbox() {
    WaitingMessage oldest =
        jdbc.sql(
                """
                SELECT message_id, type, tenant_id, occurred_at, attempts, next_attempt_at,
                       last_error
                FROM control.outbox ORDER BY id LIMIT 1
                """)
            .query(WaitingMessage.class)
            .optional()
            .orElse(null);
    return new Waiting(
        count("FROM control.outbox"), count("FROM control.outbox WHERE attempts > 0"), oldest);
  }

  /** Up to a bound: more need no exact number. */
  private long count(String which) {
    return jdbc.sql("SELECT count(*) FROM (SELECT " + which + " LIMIT :most) counted")
        .param("patience", PATIENCE.toSeconds())
        .param("most", MOST_COUNTED)
        .query(Long.class)
        .single();
  }
}
