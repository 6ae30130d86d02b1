package io.tenantry.worker.cloning;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.migrations.SchemaLock;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantLifecycle;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.WorkerProperties;
import io.tenantry.worker.provisioning.Attempts;
import io.tenantry.worker.provisioning.Provisioner;
import io.tenantry.worker.provisioning.SignUpTimer;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Works off the order to make a clone, which counts its attempts like any other build. */
@Component
public class TenantClone {

  private final Tenants tenants;
  private final JdbcOperations jdbc;
  private final Provisioner provisioner;

  TenantClone(
      CloneBuild build,
      Attempts attempts,
      Tenants tenants,
      TenantLifecycle lifecycle,
      JdbcOperations jdbc,
      TransactionOperations transactions,
      WorkerProperties worker,
      SignUpTimer signUps,
      MeterRegistry meters) {
    this.tenants = tenants;
    this.jdbc = jdbc;
    this.provisioner =
        new Provisioner(build, attempts, lifecycle, transactions, worker, signUps, meters);
  }

  /**
   * Makes the clone if it is PENDING. A failure is recorded, not thrown. A copy may outlast the
   * lease of its attempt: while somebody works on it, another order is none.
   */
  public void make(TenantId clone, UUID messageId) {
    boolean waiting =
        tenants.find(clone).filter(found -> !SchemaLock.isHeld(jdbc, found.role())).isPresent();
    if (waiting) {
      provisioner.provision(clone, messageId);
    }
  }
}
