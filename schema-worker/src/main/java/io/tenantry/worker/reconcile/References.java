package io.tenantry.worker.reconcile;

import io.tenantry.migrations.ScriptSet;
import io.tenantry.migrations.TenantSchemaBuilder;
import io.tenantry.migrations.TenantScripts;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.worker.WorkerProperties;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What a schema of each type consists of: one is built, looked at, and rolled back, so that nothing
 * is left of it. Once for each type, as scripts don't change while a worker runs.
 */
@Component
class References {

  private final TenantScripts scripts;
  private final TenantSchemaBuilder builder;
  private final JdbcTemplate jdbc;
  private final TransactionOperations transactions;
  private final WorkerProperties worker;
  private final String prefix;
  private final Map<String, CatalogSnapshot> known = new ConcurrentHashMap<>();

  References(
      TenantScripts scripts,
      TenantSchemaBuilder builder,
      JdbcTemplate jdbc,
      TransactionOperations transactions,
      WorkerProperties worker,
      ReconcileProperties settings) {
    this.scripts = scripts;
    this.builder = builder;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.worker = worker;
    this.prefix = settings.schemaPrefix();
  }

  /** A type, and what its tenants are to be like. */
  record Reference(String type, String fingerprint, CatalogSnapshot snapshot) {}

  /** Empty for a type that this worker can't build in one transaction. */
  Optional<Reference> of(String type) {
    if (!worker.types().contains(type)) {
      return Optional.empty();
    }
    ScriptSet set = scripts.of(type);
    return set.replayable()
        ? Optional.of(
            new Reference(
                type, set.version().fingerprint(), known.computeIfAbsent(type, any -> build(set))))
        : Optional.empty();
  }

  private CatalogSnapshot build(ScriptSet set) {
    String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    SqlIdentifier name = new SqlIdentifier(prefix + "reference_" + random);
    return transactions.execute(
        status -> {
          builder.build(name, set);
          CatalogSnapshot snapshot = CatalogSnapshot.of(jdbc, name);
          status.setRollbackOnly();
          return snapshot;
        });
  }
}
