package io.tenantry.worker.reconcile;

import io.tenantry.registry.findings.FindingKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what looks saw. Nothing is a finding before a second look saw it too. */
@Repository
class Findings {

  private final JdbcClient jdbc;
  private final Duration confirmAfter;

  Findings(JdbcClient jdbc, ReconcileProperties properties) {
    this.jdbc = jdbc;
    this.confirmAfter = properties.confirmAfter();
  }

  /**
   * What is open, or was seen once.
   *
   * @param underRepair whether a worker is about to change it: its row may be locked
   */
  record Open(String kind, String subject, boolean underRepair) {}

  List<Open> open() {
    return jdbc.sql(
            """
            SELECT kind, subject,
                   repair_requested_at IS NOT NULL AND repair_ended_at IS NULL AS under_repair
            FROM control.finding
            WHERE resolved_at IS NULL
            ORDER BY kind, subject
            """)
        .query(Open.class)
        .list();
  }

  /** Whether something was seen that a second look has to confirm. */
  boolean anyUnconfirmed() {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM control.finding
                           WHERE resolved_at IS NULL AND confirmed_at IS NULL)
            """)
        .query(Boolean.class)
        .single();
  }

  @Transactional
  void saw(FindingKind kind, List<Sighting> sightings) {
    waitBriefly();
    jdbc.sql(
            """
            INSERT INTO control.finding AS f
              (kind, subject, tenant_id, detail, repairable, first_seen_at, last_seen_at)
            SELECT :kind, subject, tenant_id, left(detail, 1000), repairable, now(), now()
            FROM unnest(:subjects::text[], :tenants::text[]::uuid[], :details::text[],
                        :repairable::text[]::boolean[])
                 AS seen (subject, tenant_id, detail, repairable)
            ORDER BY subject
            ON CONFLICT (kind, subject) WHERE resolved_at IS NULL DO UPDATE
            SET tenant_id = excluded.tenant_id, detail = excluded.detail,
                repairable = excluded.repairable, last_seen_at = excluded.last_seen_at,
                confirmed_at = coalesce(f.confirmed_at, CASE
                  WHEN f.first_seen_at <= now() - :confirm * interval '1 millisecond'
                  THEN now() END)
            """)
        .param("kind", kind.text())
        .param("subjects", sightings.stream().map(Sighting::subject).toArray(String[]::new))
        .param("tenants", sightings.stream().map(Findings::tenant).toArray(String[]::new))
        .param("details", sightings.stream().map(Sighting::detail).toArray(String[]::new))
        .param(
            "repairable", sightings.stream().map(s -> "" + s.repairable()).toArray(String[]::new))
        .param("confirm", confirmAfter.toMillis())
        .update();
  }

  /**
   * What is no longer so is resolved; what was seen once only never was.
   *
   * @param before whatever was seen later than that stays: somebody else looked after us
   */
  @Transactional
  void noLongerSaw(FindingKind kind, List<String> subjects, OffsetDateTime before) {
    waitBriefly();
    jdbc.sql(
            """
            WITH doubted AS (
              DELETE FROM control.finding
              WHERE kind = :kind AND subject = ANY (:subjects) AND resolved_at IS NULL
                AND confirmed_at IS NULL AND last_seen_at < :before)
            UPDATE control.finding SET resolved_at = now()
            WHERE kind = :kind AND subject = ANY (:subjects) AND resolved_at IS NULL
              AND confirmed_at IS NOT NULL AND last_seen_at < :before
            """)
        .param("kind", kind.text())
        .param("subjects", subjects.toArray(String[]::new))
        .param("before", before)
        .update();
  }

  /** A repair may hold a row for long. */
  private void waitBriefly() {
    jdbc.sql("SELECT set_config('lock_timeout', '2000', true)").query(String.class).single();
  }

  private static @Nullable String tenant(Sighting sighting) {
    return sighting.tenantId() == null ? null : Objects.toString(sighting.tenantId());
  }
}
