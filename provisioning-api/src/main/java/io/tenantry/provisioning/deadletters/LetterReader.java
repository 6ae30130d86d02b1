package io.tenantry.provisioning.deadletters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Reads a letter, whoever put it aside: a listener of ours, which says why, or RabbitMQ itself,
 * which only says where. Whatever is in it can be stored afterwards.
 */
final class LetterReader {

  private static final int LONGEST_TEXT = 1000;
  private static final int MOST_HEADERS = 100;

  /** The year 10,000. */
  private static final long LAST_TIME = 253_402_300_800_000L;

  /** Of the way that it came, and of Spring's confirms: not the sender's. */
  private static final List<String> OURS =
      List.of("tenantry-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-", "spring_");

  private final String deadLetterExchange;
  private final int maxBody;

  LetterReader(String deadLetterExchange, int maxBody) {
    this.deadLetterExchange = deadLetterExchange;
    this.maxBody = maxBody;
  }

  CollectedLetter read(Message message) {
    MessageProperties properties = message.getMessageProperties();
    Map<String, Object> headers = properties.getHeaders();
    Map<String, Object> death = death(headers);
    String queue = first(headers.get("tenantry-queue"), death.get("queue"));
    String received =
        deadLetterExchange.equals(properties.getReceivedExchange())
            ? null
            : properties.getReceivedExchange();
    byte[] body = message.getBody();
    String id = text(properties.getMessageId());
    return new CollectedLetter(
        id == null ? null : fingerprint(queue, id, body),
        reason(headers, death),
        queue,
        first(headers.get("tenantry-exchange"), death.get("exchange"), received),
        first(
            headers.get("tenantry-routing-key"),
            death.get("routing-keys"),
            properties.getReceivedRoutingKey()),
        id,
        text(properties.getType()),
        text(properties.getContentType()),
        text(properties.getContentEncoding()),
        text(properties.getCorrelationId()),
        sentAt(properties.getTimestamp()),
        kept(headers),
        body.length > maxBody ? Arrays.copyOf(body, maxBody) : body,
        body.length);
  }

  private static String reason(Map<String, Object> headers, Map<String, Object> death) {
    String given = text(headers.get("tenantry-reason"));
    if (given != null) {
      return given;
    }
    String broker = text(death.get("reason"));
    return broker == null ? "nobody said why" : "put aside by the broker: " + broker;
  }

  /** The last entry of RabbitMQ's own record of where a message died. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> death(Map<String, Object> headers) {
    return headers.get("x-death") instanceof List<?> deaths
            && !deaths.isEmpty()
            && deaths.getFirst() instanceof Map<?, ?> last
        ? (Map<String, Object>) last
        : Map.of();
  }

  private static @Nullable String first(@Nullable Object... values) {
    return Stream.of(values)
        .map(value -> value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value)
        .map(LetterReader::text)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> kept(Map<String, Object> headers) {
    Map<String, Object> kept = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (kept.size() < MOST_HEADERS && OURS.stream().noneMatch(name::startsWith)) {
            Object stored =
                value instanceof Number || value instanceof Boolean ? value : text(value);
            kept.put(String.valueOf(text(name)), stored == null ? "" : stored);
          }
        });
    return kept;
  }

  /** PostgreSQL's texts can't hold a zero character. */
  private static @Nullable String text(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text =
        value instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.UTF_8)
            : value.toString();
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT - 1) + "…";
  }

  /** Null where a sender counted in another unit than seconds, and PostgreSQL ends before. */
  private static @Nullable OffsetDateTime sentAt(@Nullable Date sent) {
    return sent == null || sent.getTime() < 0 || sent.getTime() >= LAST_TIME
        ? null
        : sent.toInstant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] fingerprint(@Nullable String queue, String id, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((queue + "\n" + id + "\n").getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
