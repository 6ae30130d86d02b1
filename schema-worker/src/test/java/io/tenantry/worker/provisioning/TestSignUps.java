package io.tenantry.worker.provisioning;

import io.tenantry.registry.Actor;
import io.tenantry.registry.SignUps;
import io.tenantry.registry.TenantId;
import io.tenantry.testing.TestDatabase;
import org.springframework.transaction.support.TransactionOperations;

/** Signs tenants up as the provisioning API does, less its HTTP. */
final class TestSignUps {

  private final SignUps signUps;
  private final TransactionOperations transactions;
  private final TestDatabase database;

  TestSignUps(SignUps signUps, TransactionOperations transactions, TestDatabase database) {
    this.signUps = signUps;
    this.transactions = transactions;
    this.database = database;
  }

  TenantId signUp(String schemaName) {
    return signUp(schemaName, "default");
  }

  TenantId signUp(String schemaName, String type) {
    var tenant = database.newTenant(schemaName, type);
    return transactions.execute(status -> signUps.record(tenant, new Actor("test", null)));
  }
}
