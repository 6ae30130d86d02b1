package io.tenantry.provisioning.deadletters;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The letters that were taken from the broker. */
@Repository
class DeadLetterRepository {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> HEADERS = new TypeReference<>() {};

  private static final String SELECT =
      """
      SELECT id, reason, queue, exchange, routing_key, message_id, type, content_type, body_bytes,
             body_bytes > length(body) AS truncated, times, first_seen_at, last_seen_at,
             republished_at, republished_by
      FROM control.dead_letter
      """;

  private static final String FILTER =
      """
      WHERE (:open::boolean IS NULL OR (republished_at IS NULL) = :open)
        AND (:queue::text IS NULL OR queue = :queue)
        AND (:type::text IS NULL OR type = :type)
      """;

  private final JdbcClient jdbc;

  DeadLetterRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps the letters, or counts those once more that are here already: they are open again. */
  @Transactional
  void keep(List<CollectedLetter> letters) {
    letters.forEach(this::keep);
  }

  private void keep(CollectedLetter letter) {
    jdbc.sql(
            """
            INSERT INTO control.dead_letter (fingerprint, reason, queue, exchange, routing_key,
              message_id, type, content_type, content_encoding, correlation_id, sent_at, headers,
              body, body_bytes)
            VALUES (:fingerprint, :reason, :queue, :exchange, :routingKey, :messageId, :type,
                    :contentType, :contentEncoding, :correlationId, :sentAt, :headers::jsonb,
                    :body, :bodyBytes)
            ON CONFLICT (fingerprint) DO UPDATE
            SET times = dead_letter.times + 1, reason = excluded.reason, last_seen_at = now(),
                republished_at = NULL, republished_by = NULL
            """)
        .param("fingerprint", letter.fingerprint())
        .param("reason", letter.reason())
        .param("queue", letter.queue())
        .param("exchange", letter.exchange())
        .param("routingKey", letter.routingKey())
        .param("messageId", letter.messageId())
        .param("type", letter.type())
        .param("contentType", letter.contentType())
        .param("contentEncoding", letter.contentEncoding())
        .param("correlationId", letter.correlationId())
        .param("sentAt", letter.sentAt())
        .param("headers", JSON.writeValueAsString(letter.headers()))
        .param("body", letter.body())
        .param("bodyBytes", letter.bodyBytes())
        .update();
  }

  /** How many more may be taken, so that no more than so many are open. */
  int room(int most) {
    return jdbc.sql(
            """
            SELECT :most - count(*) FROM (
              SELECT FROM control.dead_letter WHERE republished_at IS NULL LIMIT :most) taken
            """)
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  long countOpen() {
    return jdbc.sql("SELECT count(*) FROM control.dead_letter WHERE republished_at IS NULL")
        .query(Long.class)
        .single();
  }

  /** Newest first, beginning after the one given. */
  List<DeadLetter> page(DeadLetterFilter filter, @Nullable Long after, int limit) {
    return jdbc.sql(
            SELECT
                + FILTER
                + """
                AND (:after::bigint IS NULL OR id < :after)
                ORDER BY id DESC
                LIMIT :limit
                """)
        .param("open", filter.open())
        .param("queue", filter.queue())
        .param("type", filter.type())
        .param("after", after)
        .param("limit", limit)
        .query(DeadLetter.class)
        .list();
  }

  /** Oldest first, as they were sent, behind the one given. */
  List<DeadLetter> oldest(DeadLetterFilter filter, long behind, int limit) {
    return jdbc.sql(SELECT + FILTER + "AND id > :behind ORDER BY id LIMIT :limit")
        .param("open", filter.open())
        .param("queue", filter.queue())
        .param("type", filter.type())
        .param("behind", behind)
        .param("limit", limit)
        .query(DeadLetter.class)
        .list();
  }

  Optional<DeadLetter> find(long id) {
    return jdbc.sql(SELECT + "WHERE id = :id").param("id", id).query(DeadLetter.class).optional();
  }

  /** The same, and nobody else marks or discards it until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<DeadLetter> lock(long id) {
    return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE")
        .param("id", id)
        .query(DeadLetter.class)
        .optional();
  }

  Optional<DeadLetterContent> content(long id) {
    return jdbc.sql(
            """
            SELECT content_encoding, correlation_id, sent_at, headers::text AS headers, body
            FROM control.dead_letter WHERE id = :id
            """)
        .param("id", id)
        .query(Stored.class)
        .optional()
        .map(
            stored ->
                new DeadLetterContent(
                    stored.contentEncoding(),
                    stored.correlationId(),
                    stored.sentAt(),
                    JSON.readValue(stored.headers(), HEADERS),
                    stored.body()));
  }

  private record Stored(
      @Nullable String contentEncoding,
      @Nullable String correlationId,
      @Nullable OffsetDateTime sentAt,
      String headers,
      byte[] body) {}

  /** Unless it has come back since it was read: then it is open. */
  void markRepublished(DeadLetter read, String client) {
    jdbc.sql(
            """
            UPDATE control.dead_letter SET republished_at = now(), republished_by = :client
            WHERE id = :id AND times = :times
            """)
        .param("id", read.id())
        .param("times", read.times())
        .param("client", client)
        .update();
  }

  void delete(long id) {
    jdbc.sql("DELETE FROM control.dead_letter WHERE id = :id").param("id", id).update();
  }
}
