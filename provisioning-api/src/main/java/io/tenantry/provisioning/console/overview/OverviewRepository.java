package io.tenantry.provisioning.console.overview;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What only the overview asks for; each is one statement over an index. */
@Repository
class OverviewRepository {

  static final int MOST_COUNTED = 10_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  OverviewRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Sign-ups of some minutes.
   *
   * @param step counted from the oldest
   * @param medianMillis until they were active; null where none is
   */
  record Step(int step, long signUps, @Nullable Double medianMillis) {}

  /** Sign-ups since then, in steps of some seconds; steps without any are absent. */
  List<Step> steps(Instant since, int seconds) {
    return jdbc.sql(
            """
            SELECT floor(extract(epoch FROM created_at - :since::timestamptz) / :seconds)::int AS step,
                   count(*) AS sign_ups,
                   percentile_cont(0.5) WITHIN GROUP (
                     ORDER BY extract(epoch FROM activated_at - created_at)::float8 * 1000)
                     AS median_millis
            FROM control.tenant
            WHERE created_at >= :since
            GROUP BY 1 ORDER BY 1
            """)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("seconds", seconds)
        .query(Step.class)
        .list();
  }

  Overview.Messages messages() {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM (SELECT FROM control.outbox LIMIT :most) few) AS pending,
                   (SELECT count(*) FROM (SELECT FROM control.outbox WHERE attempts > 0 LIMIT :most)
                    few) AS failing,
                   (SELECT occurred_at FROM control.outbox ORDER BY id LIMIT 1) AS oldest,
                   (SELECT count(*) FROM (SELECT FROM control.dead_letter
                     WHERE republished_at IS NULL LIMIT :most) few) AS dead_letters
            """)
        .param("most", MOST_COUNTED)
        .query(
            (row, number) -> {
              OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
              return new Overview.Messages(
                  row.getLong("pending"),
                  row.getLong("failing"),
                  oldest == null ? null : oldest.toInstant(),
                  row.getLong("dead_letters"));
            })
        .single();
  }

  List<Overview.Spares> spares() {
    return jdbc.sql(
            """
            SELECT y.name AS type, y.version, count(s.role_name) AS ready
            FROM control.tenant_type y
            LEFT JOIN control.spare s ON s.type = y.name AND s.fingerprint = y.fingerprint
              AND s.built_at IS NOT NULL AND s.retired_at IS NULL
            WHERE y.fingerprint <> ''
            GROUP BY y.name ORDER BY y.name LIMIT 50
            """)
        .query(Overview.Spares.class)
        .list();
  }

  Instant now() {
    return clock.instant();
  }
}
