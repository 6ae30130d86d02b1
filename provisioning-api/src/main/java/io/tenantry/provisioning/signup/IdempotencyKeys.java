package io.tenantry.provisioning.signup;

import io.tenantry.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which requests were answered, and how. */
@Repository
class IdempotencyKeys {

  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The answer to an earlier request with the same key. */
  record Earlier(TenantId tenant, int statusCode, byte[] bodyHash) {}

  /**
   * Takes the key for this tenant, or finds the request that has it. While another transaction
   * holds the key this waits for its end.
   */
  Optional<Earlier> claim(IdempotencyKey key, TenantId tenant, int statusCode) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int claimed =
        jdbc.sql(
                """
                INSERT INTO control.idempotency_key AS known
                  (client_id, key, body_hash, tenant_id, status_code, created_at)
                VALUES (:client, :key, :hash, :tenant, :status, :now)
                ON CONFLICT (client_id, key) DO UPDATE
                SET body_hash = excluded.body_hash, tenant_id = excluded.tenant_id,
                    status_code = excluded.status_code, created_at = excluded.created_at
                WHERE known.created_at <= :expired
                """)
            .param("client", key.client())
            .param("key", key.text())
            .param("hash", key.bodyHash())
            .param("tenant", tenant.value())
            .param("status", statusCode)
            .param("now", now)
            .param("expired", now.minus(KEPT))
            .update();
    return claimed == 1 ? Optional.empty() : Optional.of(find(key));
  }

  /** Notes that the first answer became another one than was foreseen. */
  void settle(IdempotencyKey key, int statusCode) {
    jdbc.sql(
            """
            UPDATE control.idempotency_key SET status_code = :status
            WHERE client_id = :client AND key = :key
            """)
        .param("status", statusCode)
        .param("client", key.client())
        .param("key", key.text())
        .update();
  }

  private Earlier find(IdempotencyKey key) {
    return jdbc.sql(
            """
            SELECT tenant_id, status_code, body_hash FROM control.idempotency_key
            WHERE client_id = :client AND key = :key
            """)
        .param("client", key.client())
        .param("key", key.text())
        .query(
            (row, number) ->
                new Earlier(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getInt("status_code"),
                    row.getBytes("body_hash")))
        .single();
  }
}
