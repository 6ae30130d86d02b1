package io.tenantry.chaos.check;

import io.tenantry.chaos.cluster.Cluster;
import io.tenantry.chaos.cluster.Scripts;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every schema has each script once, and is in all as one that Flyway makes. */
final class SchemaCheck {

  private static final SqlIdentifier REFERENCE = new SqlIdentifier("reference");

  private static final String EMPTY =
      """
      CREATE ROLE %1$s NOLOGIN;
      GRANT %1$s TO tenantry_app;
      CREATE SCHEMA %1$s;
      GRANT USAGE ON SCHEMA %1$s TO %1$s;
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s;
      ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT USAGE ON SEQUENCES TO %1$s;
      """;

  private final Cluster cluster;
  private final JdbcTemplate worker;
  private final Violations violations;

  SchemaCheck(Cluster cluster, Violations violations) {
    this.cluster = cluster;
    this.worker = new JdbcTemplate(cluster.workerLogin());
    this.violations = violations;
  }

  void run() {
    makeReference();
    CatalogSnapshot catalog = CatalogSnapshot.of(worker, REFERENCE);
    List<String> history = history(REFERENCE);
    for (SqlIdentifier schema : schemas()) {
      if (!history(schema).equals(history)) {
        violations.add("scripts-applied", schema.value() + ": " + history(schema));
        continue;
      }
      List<String> differences =
          CatalogSnapshot.differences(CatalogSnapshot.of(worker, schema), catalog);
      if (!differences.isEmpty()) {
        violations.add("catalog-differs", schema.value() + ": " + differences);
        continue;
      }
      cluster.scripts().tables().forEach(table -> rows(schema, table));
    }
    runs().forEach(run -> violations.add("run-not-ended", run));
  }

  /** The worker's own login makes it, so that owners and rights are the same. */
  private void makeReference() {
    worker.execute(EMPTY.formatted(REFERENCE.quoted()));
    Flyway.configure()
        .dataSource(cluster.workerLogin())
        .locations(cluster.scripts().folders())
        .schemas(REFERENCE.value())
        .createSchemas(false)
        .load()
        .migrate();
    worker.execute(
        "REVOKE ALL ON %1$s.flyway_schema_history FROM %1$s".formatted(REFERENCE.quoted()));
  }

  private void rows(SqlIdentifier schema, String table) {
    Integer rows =
        worker.queryForObject(
            "SELECT count(*) FROM %s.%s"
                .formatted(schema.quoted(), new SqlIdentifier(table).quoted()),
            Integer.class);
    if (rows == null || rows != Scripts.ROWS) {
      violations.add("script-not-once", schema.value() + "." + table + " has rows: " + rows);
    }
  }

  private List<String> history(SqlIdentifier schema) {
    return worker.queryForList(
        """
        SELECT version || ' ' || script || ' ' || checksum || ' ' || success
        FROM %s.flyway_schema_history WHERE version IS NOT NULL ORDER BY version
        """
            .formatted(schema.quoted()),
        String.class);
  }

  private List<SqlIdentifier> schemas() {
    return JdbcClient.create(worker)
        .sql(
            """
            SELECT role_name FROM control.tenant
            WHERE status IN ('ACTIVE', 'TRIAL', 'SUSPENDED') ORDER BY id
            """)
        .query(String.class)
        .list()
        .stream()
        .map(SqlIdentifier::new)
        .toList();
  }

  private List<String> runs() {
    return JdbcClient.create(worker)
        .sql(
            """
            SELECT id || ' is ' || state FROM control.migration_run WHERE ended_at IS NULL
            UNION ALL
            SELECT run_id || ' has ' || tenant_id || ' ' || state FROM control.migration_run_tenant
            WHERE state IN ('WAITING', 'RUNNING', 'BUSY')
            UNION ALL
            SELECT id || ' lacks scripts' FROM control.tenant_behind
            """)
        .query(String.class)
        .list();
  }
}
