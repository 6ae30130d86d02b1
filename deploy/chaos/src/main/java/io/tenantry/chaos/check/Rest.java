package io.tenantry.chaos.check;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether anything is still to be done, as the registry's rows have it. */
public final class Rest {

  private final JdbcClient admin;

  public Rest(JdbcClient admin) {
    this.admin = admin;
  }

  /** What is not at rest, one line for each; empty at rest. */
  public List<String> unrest() {
    return admin
        .sql(
            """
            SELECT 'tenant ' || id || ' is ' || status || ' after ' || attempts || ' attempts'
            FROM control.tenant WHERE status IN ('PENDING', 'DELETING')
            UNION ALL
            SELECT 'tenant ' || id || ' is to be renamed: ' || coalesce(work_error, '')
            FROM control.tenant WHERE renaming_to IS NOT NULL AND status NOT IN ('DELETED', 'DELETING')
            UNION ALL
            SELECT 'message ' || message_id || ' ' || type || ' waits after ' || attempts
                   || ' attempts: ' || coalesce(last_error, '')
            FROM control.outbox
            UNION ALL
            SELECT 'migration run ' || id || ' is ' || state || ' ' || coalesce(state_reason, '')
            FROM control.migration_run WHERE ended_at IS NULL
            UNION ALL
            SELECT 'tenant ' || id || ' has version ' || schema_version FROM control.tenant_behind
            """)
        .query(String.class)
        .list();
  }

  /** Whether tenants lack scripts and no run is about to bring them. */
  public boolean needsRun() {
    return admin
        .sql(
            """
            SELECT EXISTS (SELECT FROM control.tenant_behind)
               AND NOT EXISTS (SELECT FROM control.migration_run WHERE ended_at IS NULL)
            """)
        .query(Boolean.class)
        .single();
  }

  /** The message ids of all events of tenants. */
  public List<String> eventIds() {
    return admin
        .sql("SELECT message_id::text FROM control.tenant_event")
        .query(String.class)
        .list();
  }

  /** The message ids of all dead letters. */
  public List<String> letters() {
    return admin
        .sql("SELECT message_id FROM control.dead_letter WHERE message_id IS NOT NULL")
        .query(String.class)
        .list();
  }

  /** Runs that wait for an operator. */
  public List<UUID> paused() {
    return admin
        .sql("SELECT id FROM control.migration_run WHERE state = 'PAUSED'")
        .query(UUID.class)
        .list();
  }
}
