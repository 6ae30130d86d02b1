package io.tenantry.worker.reconcile;

import io.tenantry.migrations.TenantRights;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.worker.WorkerProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repairs of roles and their rights. */
@Component
class RoleRepairs {

  private final JdbcClient jdbc;
  private final SqlIdentifier appLogin;

  RoleRepairs(JdbcClient jdbc, WorkerProperties worker) {
    this.jdbc = jdbc;
    this.appLogin = worker.appRole();
  }

  RepairOutcome restore(RepairOrder order) {
    SqlIdentifier role = new SqlIdentifier(order.subject());
    jdbc.sql("CREATE ROLE " + role.quoted() + " NOLOGIN").update();
    giveRights(role);
    return RepairOutcome.repaired("The role is there again, with its rights.");
  }

  RepairOutcome grant(RepairOrder order) {
    giveRights(new SqlIdentifier(order.subject()));
    return RepairOutcome.repaired("The role and the application's login have their rights again.");
  }

  /** The database refuses to drop a role that has something. */
  RepairOutcome drop(RepairOrder order) {
    jdbc.sql("DROP ROLE " + new SqlIdentifier(order.subject()).quoted()).update();
    return RepairOutcome.repaired("The role is gone.");
  }

  private void giveRights(SqlIdentifier role) {
    jdbc.sql(TenantRights.sql(role, appLogin)).update();
  }
}
