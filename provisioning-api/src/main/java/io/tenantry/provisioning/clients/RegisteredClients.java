package io.tenantry.provisioning.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of API clients, for those who administer them. */
@Repository
public class RegisteredClients {

  private static final String COLUMNS =
      """
      id, name, key_id, array_to_string(scopes, ' ') AS scopes, requests_per_minute, created_at,
      last_rotated_at, previous_key_until, revoked_at
      """;
  private static final String SELECT = "SELECT " + COLUMNS + "FROM control.api_client\n";

  private final JdbcClient jdbc;
  private final Clock clock;

  RegisteredClients(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Optional<RegisteredClient> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id)
        .query(RegisteredClients::client)
        .optional();
  }

  /** Up to {@code limit} clients by name, revoked ones too, beginning after the name given. */
  public List<RegisteredClient> page(@Nullable String after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE :after::text IS NULL OR name COLLATE "C" > :after
                ORDER BY name COLLATE "C" LIMIT :limit
                """)
        .param("after", after, Types.VARCHAR)
        .param("limit", limit)
        .query(RegisteredClients::client)
        .list();
  }

  /**
   * Locks these rows for this transaction, in an order that is everybody's, but not against
   * sign-ups whose idempotency keys refer to them.
   */
  List<RegisteredClient> lock(UUID... ids) {
    return jdbc.sql(SELECT + "WHERE id IN (:ids) ORDER BY id FOR NO KEY UPDATE")
        .param("ids", List.of(ids))
        .query(RegisteredClients::client)
        .list();
  }

  /** Locks these rows and those of all clients that hold the scope and are not revoked. */
  List<RegisteredClient> lockWithHolders(Scope scope, UUID... ids) {
    return jdbc.sql(
            SELECT
                + """
                WHERE id IN (:ids) OR (revoked_at IS NULL AND :scope = ANY (scopes))
                ORDER BY id FOR NO KEY UPDATE
                """)
        .param("ids", List.of(ids))
        .param("scope", scope.text())
        .query(RegisteredClients::client)
        .list();
  }

  /** Empty if the name is taken. */
  Optional<RegisteredClient> insert(
      String name, ApiKey key, List<String> scopes, @Nullable Integer requestsPerMinute) {
    return jdbc.sql(
            """
            INSERT INTO control.api_client
              (id, name, key_id, key_hash, scopes, requests_per_minute, created_at)
            VALUES (:id, :name, :keyId, :hash, string_to_array(:scopes, ' '), :limit, :now)
            ON CONFLICT (name) DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .param("id", UUID.randomUUID())
        .param("name", name)
        .param("keyId", key.id())
        .param("hash", key.hash())
        .param("scopes", String.join(" ", scopes))
        .param("limit", requestsPerMinute, Types.INTEGER)
        .param("now", now())
        .query(RegisteredClients::client)
        .optional();
  }

  /** The old key stays good for the grace; one that is older still does not. */
  RegisteredClient rotate(UUID id, ApiKey key, Duration grace) {
    return jdbc.sql(
            """
            UPDATE control.api_client
            SET previous_key_id = key_id, previous_key_hash = key_hash,
                previous_key_until = now() + :grace * interval '1 second',
                key_id = :keyId, key_hash = :hash, last_rotated_at = :now
            WHERE id = :id
            RETURNING
            """
                + COLUMNS)
        .param("id", id)
        .param("keyId", key.id())
        .param("hash", key.hash())
        .param("grace", grace.toSeconds())
        .param("now", now())
        .query(RegisteredClients::client)
        .single();
  }

  RegisteredClient limit(UUID id, @Nullable Integer requestsPerMinute) {
    return jdbc.sql(
            """
            UPDATE control.api_client SET requests_per_minute = :limit WHERE id = :id RETURNING
            """
                + COLUMNS)
        .param("id", id)
        .param("limit", requestsPerMinute, Types.INTEGER)
        .query(RegisteredClients::client)
        .single();
  }

  RegisteredClient revoke(UUID id) {
    return jdbc.sql(
            """
            UPDATE control.api_client
            SET revoked_at = :now, previous_key_id = NULL, previous_key_hash = NULL,
                previous_key_until = NULL
            WHERE id = :id
            RETURNING
            """
                + COLUMNS)
        .param("id", id)
        .param("now", now())
        .query(RegisteredClients::client)
        .single();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static RegisteredClient client(ResultSet row, int number) throws SQLException {
    return new RegisteredClient(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("key_id"),
        List.of(row.getString("scopes").split(" ")),
        row.getObject("requests_per_minute", Integer.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_rotated_at"),
        instant(row, "previous_key_until"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
