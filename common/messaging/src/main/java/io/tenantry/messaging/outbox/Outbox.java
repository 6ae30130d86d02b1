package io.tenantry.messaging.outbox;

import io.tenantry.events.Command;
import io.tenantry.events.Message;
import io.tenantry.events.MessageJson;
import io.tenantry.events.MigrationRunEvent;
import io.tenantry.events.TenantEvent;
import io.tenantry.tracing.MessageTraces;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a message goes in the transaction of the change that it tells of. The commit wakes this
 * instance's relay by an in-process signal and the others' by a NOTIFY, which names the tenant for
 * those who wait for it; both are hints.
 */
public class Outbox {

  private static final String HISTORY =
      """
      WITH history AS (
        INSERT INTO control.tenant_event (tenant_id, sequence, message_id, type, data, occurred_at)
        VALUES (:tenant, :sequence, :id, :type, :data, :now))
      """;

  private static final String EVENT =
      """
      INSERT INTO control.outbox
        (message_id, kind, type, tenant_id, sequence, data, occurred_at, traceparent)
      VALUES (:id, 'event', :type, :tenant, :sequence, :data, :now, :traceparent)
      """;

  private static final String NOTIFY =
      "RETURNING pg_notify('tenantry_outbox', tenant_id || ' ' || sequence)";

  private final JdbcClient jdbc;
  private final MessageJson json;
  private final Clock clock;
  private final ApplicationEventPublisher signals;
  private final MessageTraces traces;

  public Outbox(
      JdbcClient jdbc,
      MessageJson json,
      Clock clock,
      ApplicationEventPublisher signals,
      MessageTraces traces) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.signals = signals;
    this.traces = traces;
  }

  /**
   * Adds an event, also to its tenant's history, and makes other changes in the same statement. The
   * caller holds the tenant's row lock.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(TenantEvent event, Alongside... changes) {
    StringBuilder sql = new StringBuilder(HISTORY);
    Map<String, @Nullable Object> parameters = new HashMap<>();
    for (int i = 0; i < changes.length; i++) {
      sql.append(", change%d AS (%s)\n".formatted(i, changes[i].sql()));
      changes[i].parameters().forEach((name, value) -> putNew(parameters, name, value));
    }
    statement(sql + EVENT + NOTIFY, event, event.tenantId(), event.sequence())
        .params(parameters)
        .query((row, number) -> true)
        .single();
    signals.publishEvent(new OutboxAppended());
  }

  /**
   * The same for one of many in a row: nobody is told that it is there before {@link #wake}, so
   * that relays take many at once. If that never comes, their slow poll finds it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void appendQuietly(TenantEvent event) {
    write(HISTORY + EVENT, event, event.tenantId(), event.sequence());
  }

  /**
   * PL/pgSQL that does the same for an event that the server completes, within its own transaction.
   * Its arguments are PL/pgSQL expressions.
   *
   * @param event the event, but for its tenant and its sequence
   */
  public String quietly(TenantEvent event, String tenant, String sequence) {
    String given = json.write(event);
    String data =
        "replace(replace(%s, '%s', %s::text), '\"sequence\":%d', '\"sequence\":' || %s)"
            .formatted(
                "'" + given.replace("'", "''") + "'",
                event.tenantId(),
                tenant,
                event.sequence(),
                sequence);
    return """
    WITH message AS (SELECT gen_random_uuid() AS id, %1$s AS tenant, %2$s AS sequence,
                            %3$s AS data, clock_timestamp() AS now),
    history AS (
      INSERT INTO control.tenant_event (tenant_id, sequence, message_id, type, data, occurred_at)
      SELECT tenant, sequence, id, '%4$s', data, now FROM message)
    INSERT INTO control.outbox (message_id, kind, type, tenant_id, sequence, data, occurred_at)
    SELECT id, 'event', '%4$s', tenant, sequence, data, now FROM message;
    """
        .formatted(tenant, sequence, data, event.type());
  }

  /** Wakes the relays, outside of a transaction, for what has been appended quietly. */
  public void wake() {
    jdbc.sql("SELECT pg_notify('tenantry_outbox', '')").query((row, number) -> true).single();
  }

  /** Adds an event of a migration run; these have no order among each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(MigrationRunEvent event) {
    insert(
        """
        INSERT INTO control.outbox
          (message_id, kind, type, tenant_id, sequence, data, occurred_at, traceparent)
        VALUES (:id, 'event', :type, :tenant, :sequence, :data, :now, :traceparent)
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
        INSERT INTO control.outbox
          (message_id, kind, type, tenant_id, sequence, data, occurred_at, traceparent)
        VALUES (:id, 'command', :type, :tenant, :sequence, :data, :now, :traceparent)
        RETURNING pg_notify('tenantry_outbox', '')
        """,
        command,
        command.tenantId(),
        null);
  }

  private void insert(String sql, Message message, @Nullable UUID tenant, @Nullable Long sequence) {
    statement(sql, message, tenant, sequence).query((row, number) -> true).single();
    signals.publishEvent(new OutboxAppended());
  }

  private void write(String sql, Message message, UUID tenant, Long sequence) {
    statement(sql, message, tenant, sequence).update();
  }

  private static void putNew(
      Map<String, @Nullable Object> parameters, String name, @Nullable Object value) {
    if (parameters.containsKey(name)) {
      throw new IllegalArgumentException("two changes have a parameter " + name);
    }
    parameters.put(name, value);
  }

  private StatementSpec statement(
      String sql, Message message, @Nullable UUID tenant, @Nullable Long sequence) {
    return jdbc.sql(sql)
        .param("id", UUID.randomUUID())
        .param("type", message.type())
        .param("tenant", tenant, Types.OTHER)
        .param("sequence", sequence, Types.BIGINT)
        .param("data", json.write(message))
        .param("traceparent", traces.current(), Types.VARCHAR)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC));
  }
}
