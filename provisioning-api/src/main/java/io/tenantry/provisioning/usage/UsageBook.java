package io.tenantry.provisioning.usage;

import io.tenantry.events.MessageJson;
import io.tenantry.events.UsageReported;
import io.tenantry.messaging.inbox.Inbox;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tenants' usage by day. */
@Repository
public class UsageBook {

  private static final String CONSUMER = "usage";

  private final JdbcClient jdbc;
  private final Inbox inbox;
  private final MessageJson json;

  UsageBook(JdbcClient jdbc, Inbox inbox, MessageJson json) {
    this.jdbc = jdbc;
    this.inbox = inbox;
    this.json = json;
  }

  /** Where a page of days begins: behind this tenant's. */
  public record Place(LocalDate day, UUID tenant) {

    private static final UUID FIRST = new UUID(0, 0);

    public static Place before(LocalDate day) {
      return new Place(day, FIRST);
    }

    public static Place after(UsageDay last) {
      return new Place(last.day(), last.tenantId());
    }
  }

  /** Adds a report up, once. Tenants that are not known are left out. */
  @Transactional
  public void record(UUID messageId, UsageReported report) {
    if (!inbox.accept(CONSUMER, messageId)) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO control.usage AS u (tenant_id, day, requests, users, products, storage_bytes)
            SELECT t.id, e.day, sum(e.requests), max(e.users), max(e.products), max(e."storageBytes")
            FROM jsonb_to_recordset(:report::jsonb -> 'entries')
              AS e("tenantId" uuid, day date, requests bigint, users bigint, products bigint,
                   "storageBytes" bigint)
            JOIN control.tenant t ON t.id = e."tenantId"
            GROUP BY t.id, e.day
            ORDER BY t.id, e.day
            ON CONFLICT (tenant_id, day) DO UPDATE
            SET requests = u.requests + excluded.requests,
                users = coalesce(excluded.users, u.users),
                products = coalesce(excluded.products, u.products),
                storage_bytes = coalesce(excluded.storage_bytes, u.storage_bytes)
            """)
        .param("report", json.write(report))
        .update();
  }

  /**
   * Days in their order, and of each day the tenants in the order of their ids.
   *
   * @param tenant the only one that is asked for; null for all
   * @param to the last day
   */
  public List<UsageDay> page(@Nullable UUID tenant, Place behind, LocalDate to, int limit) {
    String sql =
        tenant == null
            ? """
            SELECT u.day, u.tenant_id, t.schema_name, u.requests, u.users, u.products,
                   u.storage_bytes
            FROM control.usage u JOIN control.tenant t ON t.id = u.tenant_id
            WHERE (u.day, u.tenant_id) > (:day, :behind) AND u.day <= :to
            ORDER BY u.day, u.tenant_id LIMIT :limit
            """
            : """
            SELECT u.day, u.tenant_id, t.schema_name, u.requests, u.users, u.products,
                   u.storage_bytes
            FROM control.usage u JOIN control.tenant t ON t.id = u.tenant_id
            WHERE u.tenant_id = :tenant
              AND (u.day, u.tenant_id) > (:day, :behind) AND u.day <= :to
            ORDER BY u.day LIMIT :limit
            """;
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql)
            .param("day", behind.day())
            .param("behind", behind.tenant())
            .param("to", to)
            .param("limit", limit);
    if (tenant != null) {
      statement = statement.param("tenant", tenant);
    }
    return statement.query(UsageDay.class).list();
  }
}
