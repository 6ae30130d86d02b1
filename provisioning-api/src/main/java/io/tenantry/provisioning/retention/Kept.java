package io.tenantry.provisioning.retention;

import java.time.Duration;

/** What is kept for a while only, and how a batch of what is older goes. */
enum Kept {
  IDEMPOTENCY_KEYS(
      """
      DELETE FROM control.idempotency_key WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.idempotency_key WHERE created_at < :before LIMIT :batch))
        AND created_at < :before
      """),
  INBOX(
      """
      DELETE FROM control.inbox WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.inbox WHERE received_at < :before LIMIT :batch))
      """),
  EVENTS(
      """
      DELETE FROM control.tenant_event WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.tenant_event WHERE occurred_at < :before LIMIT :batch))
      """),
  ATTEMPTS(
      """
      DELETE FROM control.attempt WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.attempt WHERE started_at < :before LIMIT :batch))
      """),
  AUDIT(
      """
      DELETE FROM control.audit WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.audit WHERE at < :before LIMIT :batch))
      """),
  MIGRATION_RUNS(
      """
      DELETE FROM control.migration_run WHERE id = ANY (ARRAY(
        SELECT id FROM control.migration_run WHERE ended_at < :before LIMIT :batch))
      """),
  JOB_RUN_TENANTS(
      """
      DELETE FROM control.job_run_tenant WHERE ctid = ANY (ARRAY(
        SELECT m.ctid FROM control.job_run_tenant m JOIN control.job_run r ON r.id = m.run_id
        WHERE r.ended_at < :before LIMIT :batch))
      """),
  JOB_RUNS(
      """
      DELETE FROM control.job_run WHERE id = ANY (ARRAY(
        SELECT id FROM control.job_run r WHERE ended_at < :before
          AND NOT EXISTS (SELECT FROM control.job_run_tenant WHERE run_id = r.id) LIMIT :batch))
      """),
  JOBS(
      """
      DELETE FROM control.job WHERE name = ANY (ARRAY(
        SELECT name FROM control.job WHERE seen_at < :before LIMIT :batch))
        AND seen_at < :before
      """),
  SESSIONS(
      """
      DELETE FROM control.operator_session WHERE primary_id = ANY (ARRAY(
        SELECT primary_id FROM control.operator_session
        WHERE expiry_time < extract(epoch FROM :before::timestamptz) * 1000 LIMIT :batch))
        AND expiry_time < extract(epoch FROM :before::timestamptz) * 1000
      """),
  LOG_IN_LINKS(
      """
      DELETE FROM control.log_in_link WHERE token_hash = ANY (ARRAY(
        SELECT token_hash FROM control.log_in_link WHERE expires_at < :before LIMIT :batch))
      """),
  IMPERSONATIONS(
      """
      DELETE FROM control.impersonation WHERE id = ANY (ARRAY(
        SELECT id FROM control.impersonation WHERE expires_at < :before LIMIT :batch))
      """),
  USAGE(
      """
      DELETE FROM control.usage WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.usage WHERE day < (:before AT TIME ZONE 'UTC')::date LIMIT :batch))
      """),
  RESOLVED_FINDINGS(
      """
      DELETE FROM control.finding WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.finding WHERE resolved_at < :before LIMIT :batch))
        AND resolved_at < :before
      """),
  REPUBLISHED_DEAD_LETTERS(
      """
      DELETE FROM control.dead_letter WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM control.dead_letter WHERE republished_at < :before LIMIT :batch))
        AND republished_at < :before
      """);

  private final String sql;

  Kept(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }

  Duration howLong(RetentionProperties settings) {
    return switch (this) {
      case IDEMPOTENCY_KEYS -> settings.idempotencyKeys();
      case INBOX, IMPERSONATIONS, REPUBLISHED_DEAD_LETTERS -> settings.inbox();
      case SESSIONS, LOG_IN_LINKS -> Duration.ZERO;
      case USAGE -> settings.usage();
      case JOB_RUN_TENANTS, JOB_RUNS, JOBS -> settings.jobRuns();
      case EVENTS, ATTEMPTS, AUDIT, MIGRATION_RUNS, RESOLVED_FINDINGS -> settings.history();
    };
  }
}
