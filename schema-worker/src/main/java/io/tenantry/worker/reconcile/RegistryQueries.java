package io.tenantry.worker.reconcile;

import io.tenantry.migrations.SchemaLock;

/** Finds what is wrong within the registry itself. */
final class RegistryQueries {

  static final String DOMAINS_OF_DELETED =
      """
      SELECT d.name AS subject, t.id AS tenant_id, true AS repairable,
             format('The domain still belongs to tenant %s, which is DELETED; nobody else can have'
                    ' it.', t.schema_name) AS detail
      FROM control.domain d
      JOIN control.tenant t ON t.id = d.tenant_id AND t.status = 'DELETED'
      WHERE d.status = 'VERIFIED'
      """;

  static final String WITHOUT_PRIMARY_DOMAIN =
      """
      SELECT t.id::text AS subject, t.id AS tenant_id, candidate.name IS NOT NULL AS repairable,
             format('Tenant %%s has no primary domain, to which links and redirects would lead.%%s',
                    t.schema_name,
                    CASE WHEN candidate.name IS NULL THEN ' It has no verified domain, either.' END)
               AS detail
      FROM control.tenant t
      LEFT JOIN LATERAL (%s) candidate ON true
      WHERE t.status <> 'DELETED'
        AND NOT EXISTS (SELECT FROM control.domain d WHERE d.tenant_id = t.id AND d.is_primary)
      """
          .formatted(RegistryRepairs.PRIMARY_CANDIDATE);

  /** Copying a large tenant takes its time. */
  static final String STUCK_PENDING =
      """
      SELECT t.id::text AS subject, t.id AS tenant_id, true AS repairable,
             format('Tenant %%s is PENDING, and nothing has happened since %%s, after %%s attempts.',
                    t.schema_name, to_char(last.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
                    t.attempts) AS detail
      FROM control.tenant t
      CROSS JOIN LATERAL (
        SELECT greatest(
          t.created_at,
          (SELECT max(e.occurred_at) FROM control.tenant_event e WHERE e.tenant_id = t.id),
          (SELECT max(coalesce(a.ended_at, a.started_at)) FROM control.attempt a
           WHERE a.tenant_id = t.id)) AS at) last
      WHERE t.status = 'PENDING'
        AND last.at < now() - :pendingMillis * interval '1 millisecond'
        AND NOT %s
      """
          .formatted(SchemaLock.isHeld("t.role_name"));

  /** Of each tenant the first message only, since the others wait for it. */
  static final String OUTBOX_STUCK =
      """
      SELECT o.message_id::text AS subject, o.tenant_id, true AS repairable,
             format('%s waits since %s, after %s attempts. %s', o.type,
                    to_char(o.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
                    o.attempts, o.last_error) AS detail
      FROM control.outbox o
      WHERE o.occurred_at < now() - :outboxMillis * interval '1 millisecond'
        AND (o.attempts > 0 OR o.id = (SELECT min(id) FROM control.outbox))
        AND (o.kind = 'command' OR NOT EXISTS (
              SELECT FROM control.outbox earlier
              WHERE earlier.kind = 'event' AND earlier.tenant_id = o.tenant_id
                AND earlier.sequence < o.sequence))
      """;

  private RegistryQueries() {}
}
