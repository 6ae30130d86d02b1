package io.tenantry.provisioning.clients;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The API clients and the hashes of their keys. */
@Repository
public class ApiClients {

  private final JdbcClient jdbc;
  private final Clock clock;

  ApiClients(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The client whose key this is, or was until a rotation that still lets it be used; nobody if the
   * client was revoked. Asked for every request, so that what changes holds on all instances.
   */
  public Optional<ApiClient> find(ApiKey key) {
    byte[] hash = key.hash();
    return jdbc.sql(
            """
            SELECT id, name, array_to_string(scopes, ' ') AS scopes, requests_per_minute,
                   CASE WHEN key_id = :keyId THEN key_hash ELSE previous_key_hash END AS hash
            FROM control.api_client
            WHERE revoked_at IS NULL
              AND (key_id = :keyId OR (previous_key_id = :keyId AND previous_key_until > now()))
            ORDER BY key_id = :keyId DESC
            LIMIT 1
            """)
        .param("keyId", key.id())
        .query(
            (row, number) ->
                MessageDigest.isEqual(row.getBytes("hash"), hash)
                    ? Optional.of(
                        new ApiClient(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            List.of(row.getString("scopes").split(" ")),
                            row.getObject("requests_per_minute", Integer.class)))
                    : Optional.<ApiClient>empty())
        .optional()
        .flatMap(found -> found);
  }

  /**
   * Makes sure that a client of that name has this key and these scopes. A revoked one comes back
   * only with another key.
   *
   * @return whether anything had to be changed
   */
  boolean ensure(String name, ApiKey key, List<String> scopes) {
    return jdbc.sql(
                """
                INSERT INTO control.api_client AS client (id, name, key_id, key_hash, scopes, created_at)
                VALUES (:id, :name, :keyId, :hash, string_to_array(:scopes, ' '), :now)
                ON CONFLICT (name) DO UPDATE
                SET key_id = excluded.key_id, key_hash = excluded.key_hash, scopes = excluded.scopes,
                    revoked_at = CASE WHEN client.key_hash = excluded.key_hash
                                      THEN client.revoked_at END
                WHERE (client.key_hash, client.scopes) IS DISTINCT FROM
                      (excluded.key_hash, excluded.scopes)
                """)
            .param("id", UUID.randomUUID())
            .param("name", name)
            .param("keyId", key.id())
            .param("hash", key.hash())
            .param("scopes", String.join(" ", scopes))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }
}
