package io.tenantry.worker.reconcile;

import io.tenantry.migrations.SqlLiteral;
import io.tenantry.migrations.TenantRights;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the histories of tenants' schemas, many in one query. */
final class Histories {

  // By number, not by text: 10 comes after 9. A registry compares what Flyway compares.
  private static final String HISTORY =
      """
      SELECT %s AS schema, count(*) FILTER (WHERE NOT success) AS failed,
             (array_agg(version ORDER BY
                CASE WHEN version ~ '^[0-9]+([._][0-9]+)*$'
                     THEN string_to_array(replace(version, '_', '.'), '.')::numeric[] END
                DESC NULLS LAST, installed_rank DESC)
              FILTER (WHERE success AND version IS NOT NULL))[1] AS newest
      FROM %s.%s
      """;

  private final JdbcClient jdbc;

  Histories(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a tenant's history says, and what the registry does.
   *
   * @param newest the highest version that was applied with success
   * @param failed how many scripts were not
   */
  record History(
      UUID id,
      String roleName,
      @Nullable String schemaVersion,
      @Nullable String newest,
      long failed) {

    boolean isRepairable() {
      return failed == 0 && newest != null;
    }

    String detail() {
      String versions =
          "The registry says version %s, the schema's history %s."
              .formatted(schemaVersion, newest == null ? "has none" : newest);
      return failed == 0
          ? versions
          : versions
              + " %d scripts failed; look at the schema before anything else.".formatted(failed);
    }
  }

  /**
   * Those of the schemas whose history disagrees with the registry as of the same moment. A schema
   * that is renamed or dropped meanwhile makes the query fail.
   */
  List<History> disagreeing(List<SqlIdentifier> schemas) {
    String union =
        schemas.stream().map(Histories::select).collect(Collectors.joining("UNION ALL\n"));
    return jdbc.sql(
            """
            SELECT t.id, t.role_name, t.schema_version, h.newest, h.failed
            FROM control.tenant t
            JOIN (%s) h ON h.schema = t.role_name
            WHERE t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')
              AND (h.failed > 0 OR h.newest IS DISTINCT FROM t.schema_version)
            """
                .formatted(union))
        .query(History.class)
        .list();
  }

  private static String select(SqlIdentifier schema) {
    return HISTORY.formatted(
        new SqlLiteral(schema.value()).quoted(),
        schema.quoted(),
        new SqlIdentifier(TenantRights.HISTORY).quoted());
  }
}
