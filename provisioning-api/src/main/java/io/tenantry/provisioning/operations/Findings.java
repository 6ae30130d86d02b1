package io.tenantry.provisioning.operations;

import io.tenantry.registry.findings.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the workers found. What was seen once only is no finding yet. */
@Repository
public class Findings {

  private static final String SELECT =
      """
      SELECT id, kind, subject, tenant_id, detail, repairable, first_seen_at, last_seen_at,
             resolved_at, repair_requested_at, repair_requested_by, repair_ended_at,
             repair_outcome, repair_detail
      FROM control.finding
      WHERE confirmed_at IS NOT NULL
      """;

  private final JdbcClient jdbc;

  Findings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Up to {@code limit} findings, newest first, beginning after the one given; null is all. */
  public List<Finding> page(
      @Nullable FindingKind kind, @Nullable Boolean resolved, @Nullable Long after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                AND (:kind::text IS NULL OR kind = :kind)
                AND (:resolved::boolean IS NULL OR (resolved_at IS NOT NULL) = :resolved)
                AND (:after::bigint IS NULL OR id < :after)
                ORDER BY id DESC
                LIMIT :limit
                """)
        .param("kind", kind == null ? null : kind.text())
        .param("resolved", resolved)
        .param("after", after)
        .param("limit", limit)
        .query(Finding.class)
        .list();
  }

  public Optional<Finding> find(long id) {
    return jdbc.sql(SELECT + "AND id = :id").param("id", id).query(Finding.class).optional();
  }

  /** How many are open by kind; a kind that has none is 0. */
  Map<FindingKind, Long> countOpen() {
    Map<String, Long> counts =
        jdbc
            .sql(
                """
                SELECT kind, count(*) AS findings FROM control.finding
                WHERE confirmed_at IS NOT NULL AND resolved_at IS NULL
                GROUP BY kind
                """)
            .query()
            .listOfRows()
            .stream()
            .collect(
                Collectors.toMap(
                    row -> (String) row.get("kind"), row -> (Long) row.get("findings")));
    return Stream.of(FindingKind.values())
        .collect(
            Collectors.toMap(Function.identity(), kind -> counts.getOrDefault(kind.text(), 0L)));
  }

  /** Whether there is now an order that a worker takes; false if the finding has changed. */
  boolean orderRepair(long id, String client) {
    return jdbc.sql(
                """
                UPDATE control.finding
                SET repair_requested_at = now(), repair_requested_by = :client,
                    repair_ended_at = NULL, repair_outcome = NULL, repair_detail = NULL
                WHERE id = :id AND resolved_at IS NULL AND repairable
                  AND (repair_requested_at IS NULL OR repair_ended_at IS NOT NULL)
                """)
            .param("id", id)
            .param("client", client)
            .update()
        == 1;
  }
}
