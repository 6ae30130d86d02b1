package io.tenantry.provisioning.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PurgeIntegrationTests extends AbstractApiTests {

  @Autowired private Purge purge;

  @Test
  void removesWhatIsOldAndKeepsTheRest() {
    UUID tenant =
        api().signUp("{\"name\": \"" + unique("t") + "\"}", "Idempotency-Key", unique("k")).id();
    UUID fresh =
        api().signUp("{\"name\": \"" + unique("t") + "\"}", "Idempotency-Key", unique("k")).id();
    age("idempotency_key SET created_at = now() - interval '25 hours'", tenant);
    age("tenant_event SET occurred_at = now() - interval '366 days'", tenant);
    age("audit SET at = now() - interval '366 days'", tenant);
    sql("INSERT INTO control.inbox VALUES ('old', :tenant, now() - interval '8 days')", tenant);
    sql("INSERT INTO control.inbox VALUES ('new', :tenant, now() - interval '6 days')", tenant);
    sql(
        """
        INSERT INTO control.attempt
        VALUES (:tenant, 1, 'w', now() - interval '366 days', now(), 'failed', ''),
               (:tenant, 2, 'w', now(), now(), 'failed', '')
        """,
        tenant);

    sql(
        """
        INSERT INTO control.finding (kind, subject, tenant_id, detail, repairable, first_seen_at,
                                     last_seen_at, confirmed_at, resolved_at)
        SELECT 'tenant-without-schema', subject, :tenant, '', true, at, at, at, resolved_at
        FROM (VALUES ('gone', now() - interval '366 days', now() - interval '366 days'),
                     ('open', now() - interval '366 days', NULL),
                     ('new', now(), now())) v (subject, at, resolved_at)
        """,
        tenant);
    sql(
        """
        INSERT INTO control.usage (tenant_id, day)
        VALUES (:tenant, current_date - 1096), (:tenant, current_date - 1094)
        """,
        tenant);
    sql(
        """
        INSERT INTO control.impersonation (id, tenant_id, made_by, reason, token_hash, made_at,
                                           expires_at)
        SELECT gen_random_uuid(), :tenant, 'p', 'p', sha256(uuid_send(gen_random_uuid())),
               at - interval '5 min', at
        FROM (VALUES (now() - interval '8 days'), (now() - interval '6 days')) v (at)
        """,
        tenant);

    purge.run();

    assertThat(count("impersonation", tenant)).isEqualTo(1);
    assertThat(count("usage", tenant)).isEqualTo(1);
    assertThat(count("idempotency_key", tenant)).isZero();
    assertThat(count("tenant_event", tenant)).isZero();
    assertThat(count("audit", tenant)).isZero();
    assertThat(count("attempt", tenant)).isEqualTo(1);
    assertThat(count("finding", tenant)).as("open ones stay").isEqualTo(2);
    assertThat(count("idempotency_key", fresh)).isEqualTo(1);
    assertThat(count("tenant_event", fresh)).isEqualTo(1);
    assertThat(count("audit", fresh)).isEqualTo(1);
    assertThat(
            database
                .admin()
                .sql("SELECT consumer FROM control.inbox WHERE message_id = :id")
                .param("id", tenant)
                .query(String.class)
                .list())
        .containsExactly("new");
    assertThat(api().tenant(tenant).status()).isEqualTo(200);
  }

  @Test
  void removesJobRunsThatEndedLongAgoAndJobsThatAreGone() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    sql(
        """
        WITH run AS (
          INSERT INTO control.job_run (id, job, state, parameters, scheduled, requested_by, ended_at)
          SELECT gen_random_uuid(), job, state, '{}', false, 'p', ended_at
          FROM (VALUES ('purged', 'FAILED', now() - interval '31 days'),
                       ('kept', 'FAILED', now() - interval '29 days'),
                       ('open', 'RUNNING', NULL)) v (job, state, ended_at)
          RETURNING id)
        INSERT INTO control.job_run_tenant (run_id, tenant_id, due_at) SELECT id, :tenant, now() FROM run
        """,
        tenant);
    sql(
        """
        INSERT INTO control.job (name, seen_at)
        SELECT name, at FROM (VALUES ('purged', now() - interval '31 days'), ('kept', now())) v (name, at)
        WHERE :tenant::uuid IS NOT NULL
        """,
        tenant);

    purge.run();

    assertThat(count("job_run_tenant", tenant)).isEqualTo(2);
    assertThat(
            database
                .admin()
                .sql(
                    """
                    SELECT job FROM control.job_run WHERE requested_by = 'p'
                    UNION ALL SELECT name FROM control.job WHERE name IN ('purged', 'kept')
                    """)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("kept", "open", "kept");
    sql("DELETE FROM control.job_run WHERE :tenant::uuid IS NOT NULL", tenant);
  }

  @Test
  void removesDeadLettersThatWereSentAgainLongAgoAndNoOthers() {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.dead_letter (reason, type, headers, body, body_bytes,
              first_seen_at, republished_at, republished_by)
            SELECT 'purge', type, '{}', '', 0, now() - interval '300 days', republished_at, by
            FROM (VALUES ('old', now() - interval '8 days', 'p'), ('new', now(), 'p'),
                         ('open', NULL, NULL)) v (type, republished_at, by)
            """)
        .update();

    purge.run();

    assertThat(
            database
                .admin()
                .sql("SELECT type FROM control.dead_letter WHERE reason = 'purge'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("new", "open");
  }

  private void age(String update, UUID tenant) {
    sql("UPDATE control." + update + " WHERE tenant_id = :tenant", tenant);
  }

  private void sql(String sql, UUID tenant) {
    database.admin().sql(sql).param("tenant", tenant).update();
  }

  private long count(String table, UUID tenant) {
    return database
        .admin()
        .sql("SELECT count(*) FROM control." + table + " WHERE tenant_id = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }
}
