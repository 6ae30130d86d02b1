package io.tenantry.worker.reconcile;

import io.tenantry.registry.findings.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A check that is one query.
 *
 * @param sql gives subject, tenant_id, detail and repairable
 */
record SqlCheck(FindingKind kind, JdbcClient jdbc, Map<String, Object> settings, String sql)
    implements Check {

  @Override
  public Sightings look(Look look) {
    return new Sightings(query(look.open(), null, look.limit()), true);
  }

  @Override
  public Optional<Sighting> again(String subject) {
    return query(List.of(), subject, 1).stream().findFirst();
  }

  private List<Sighting> query(List<String> open, @Nullable String only, int limit) {
    return jdbc.sql(
            """
            SELECT subject, tenant_id, left(detail, 1000) AS detail, repairable
            FROM (%s) seen
            WHERE (:only::text IS NULL OR subject = :only)
            ORDER BY subject = ANY (:open::text[]) DESC, subject
            LIMIT :limit
            """
                .formatted(sql))
        .params(settings)
        .param("only", only)
        .param("open", open.toArray(String[]::new))
        .param("limit", limit)
        .query(Sighting.class)
        .list();
  }
}
