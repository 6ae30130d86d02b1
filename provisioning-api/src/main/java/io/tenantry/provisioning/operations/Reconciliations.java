package io.tenantry.provisioning.operations;

import io.tenantry.registry.Actor;
import io.tenantry.registry.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Asks the workers for a pass, by a row that they look at every second. */
@Repository
public class Reconciliations {

  private final JdbcClient jdbc;
  private final Audit audit;

  Reconciliations(JdbcClient jdbc, Audit audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /** A pass that begins after now looks at everything. */
  @Transactional
  public Reconciliation request(Actor actor) {
    jdbc.sql("UPDATE control.reconciliation SET requests = requests + 1, requested_at = now()")
        .update();
    audit.record(actor, "reconciliation.request", null, "");
    return show();
  }

  public Reconciliation show() {
    return jdbc.sql(
            """
            SELECT requested_at, requests = requests_done AS served, started_at, ended_at, next_at,
                   trouble AS incomplete
            FROM control.reconciliation
            """)
        .query(Reconciliation.class)
        .single();
  }
}
