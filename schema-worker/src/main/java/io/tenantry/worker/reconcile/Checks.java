package io.tenantry.worker.reconcile;

import io.tenantry.migrations.TenantRights;
import io.tenantry.registry.findings.FindingKind;
import io.tenantry.worker.WorkerProperties;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One check for each kind of finding. */
@Component
class Checks {

  private final List<Check> all;

  Checks(
      DataSource database,
      WorkerProperties worker,
      ReconcileProperties properties,
      References references) {
    JdbcTemplate template = new JdbcTemplate(database);
    template.setQueryTimeout(Math.toIntExact(properties.queryTimeout().toSeconds()));
    JdbcClient jdbc = JdbcClient.create(template);
    Map<String, Object> settings =
        Map.of(
            "app", worker.appRole().value(),
            "prefix", properties.schemaPrefix(),
            "ignored", properties.ignored().toArray(String[]::new),
            "history", TenantRights.HISTORY,
            "pendingMillis", properties.stuckPendingAfter().toMillis(),
            "outboxMillis", properties.stuckOutboxAfter().toMillis());
    this.all =
        List.of(FindingKind.values()).stream()
            .map(kind -> check(kind, jdbc, template, references, settings, properties))
            .toList();
  }

  List<Check> all() {
    return all;
  }

  Check of(FindingKind kind) {
    return all.get(kind.ordinal());
  }

  private static Check check(
      FindingKind kind,
      JdbcClient jdbc,
      JdbcTemplate template,
      References references,
      Map<String, Object> settings,
      ReconcileProperties properties) {
    return switch (kind) {
      case TENANT_WITHOUT_SCHEMA ->
          new SqlCheck(kind, jdbc, settings, TenantQueries.WITHOUT_SCHEMA);
      case TENANT_WITHOUT_ROLE -> new SqlCheck(kind, jdbc, settings, TenantQueries.WITHOUT_ROLE);
      case ROLE_NOT_GRANTED -> new SqlCheck(kind, jdbc, settings, TenantQueries.NOT_GRANTED);
      case SCHEMA_WITHOUT_TENANT -> new SqlCheck(kind, jdbc, settings, OrphanQueries.SCHEMAS);
      case ROLE_WITHOUT_TENANT -> new SqlCheck(kind, jdbc, settings, OrphanQueries.ROLES);
      case DOMAIN_OF_DELETED_TENANT ->
          new SqlCheck(kind, jdbc, settings, RegistryQueries.DOMAINS_OF_DELETED);
      case PRIMARY_DOMAIN_MISSING ->
          new SqlCheck(kind, jdbc, settings, RegistryQueries.WITHOUT_PRIMARY_DOMAIN);
      case STUCK_PENDING -> new SqlCheck(kind, jdbc, settings, RegistryQueries.STUCK_PENDING);
      case OUTBOX_STUCK -> new SqlCheck(kind, jdbc, settings, RegistryQueries.OUTBOX_STUCK);
      case HISTORY_DISAGREES -> new HistoryCheck(jdbc, settings, properties);
      case SCHEMA_DRIFT -> new DriftCheck(jdbc, template, references, properties);
      case INVALID_INDEX -> new SqlCheck(kind, jdbc, settings, TenantQueries.INVALID_INDEXES);
    };
  }
}
