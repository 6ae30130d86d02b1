package io.tenantry.messaging.outbox;

import io.tenantry.events.Command;
import io.tenantry.events.Message;
import io.tenantry.events.MessageJson;
import io.tenantry.events.MigrationRunEvent;
import io.tenantry.events.TenantEvent;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a message goes in the transaction of the change that it tells of. The commit wakes this
 * instance's relay by an in-process signal and the others' by an empty NOTIFY; both are hints.
 */
public class Outbox {

  private final JdbcClient jdbc;
  private final MessageJson json;
  private final Clock clock;
  private final ApplicationEventPublisher signals;

  public Outbox(JdbcClient jdbc, MessageJson json, Clock clock, ApplicationEventPublisher signals) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.signals = signals;
  }

  /** Adds an event, also to its tenant's history. The caller holds the tenant's row lock. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(TenantEvent event) {
    insert(
        """
        WITH history AS (
          INSERT INTO control.tenant_event (tenant_id, sequence, message_id, type, data, occurred_at)
          VALUES (:tenant, :sequence, :id, :type, :data, :now))
        INSERT INTO control.outbox (message_id, kind, type, tenant_id, sequence, data, occurred_at)
        VALUES (:id, 'event', :type, :tenant, :sequence, :data, :now)
        RETURNING pg_notify('tenantry_outbox', '')
        """,
        event,
        event.tenantId(),
        event.sequence());
  }

  /** Adds an event of a migration run; these have no order among each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(MigrationRunEvent event) {
    insert(
        """
        INSERT INTO control.outbox (message_id, kind, type, tenant_id, sequence, data, occurred_at)
        VALUES (:id, 'event', :type, :tenant, :sequence, :data, :now)
        RETURNING pg_notify('tenantry_outbox', '')
        """,
        event,
        null,
        null);
  }

  /** Adds a command. Commands have no order among each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(Command command) {
    insert(
        """
        INSERT INTO control.outbox (message_id, kind, type, tenant_id, sequence, data, occurred_at)
        VALUES (:id, 'command', :type, :tenant, :sequence, :data, :now)
        RETURNING pg_notify('tenantry_outbox', '')
        """,
        command,
        command.tenantId(),
        null);
  }

  private void insert(String sql, Message message, @Nullable UUID tenant, @Nullable Long sequence) {
    jdbc.sql(sql)
        .param("id", UUID.randomUUID())
        .param("type", message.type())
        .param("tenant", tenant, Types.OTHER)
        .param("sequence", sequence, Types.BIGINT)
        .param("data", json.write(message))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> true)
        .single();
    signals.publishEvent(new OutboxAppended());
  }
}
