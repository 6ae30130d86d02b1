package io.tenantry.provisioning.operators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of links that log in once; only the hashes of their tokens are kept. */
@Repository
class LogInLinks {

  private static final int RANDOM_BYTES = 32;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  LogInLinks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  record Issued(String token, Instant expiresAt) {}

  /** Whose link it is; empty for the first account's. */
  record Owner(Optional<String> operator) {}

  /**
   * @param operator null for the link that makes the first account
   */
  Issued issue(@Nullable String operator, Duration life) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbc.sql(
            """
            INSERT INTO control.log_in_link (token_hash, operator, created_at, expires_at)
            VALUES (:hash, :operator, :now, :end)
            """)
        .param("hash", hash(token))
        .param("operator", operator, Types.VARCHAR)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("end", now.plus(life).atOffset(ZoneOffset.UTC))
        .update();
    return new Issued(token, now.plus(life));
  }

  /** Whose link this is, without using it up. */
  Optional<Owner> find(String token) {
    return jdbc.sql(
            """
            SELECT operator FROM control.log_in_link
            WHERE token_hash = :hash AND expires_at > :now
            """)
        .param("hash", hash(token))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> new Owner(Optional.ofNullable(row.getString("operator"))))
        .optional();
  }

  /** Whose link this is; of several who ask at once, one is told. */
  Optional<Owner> use(String token) {
    return jdbc.sql(
            """
            DELETE FROM control.log_in_link WHERE token_hash = :hash AND expires_at > :now
            RETURNING operator
            """)
        .param("hash", hash(token))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> new Owner(Optional.ofNullable(row.getString("operator"))))
        .optional();
  }

  void forget(String operator) {
    jdbc.sql("DELETE FROM control.log_in_link WHERE operator = :operator")
        .param("operator", operator)
        .update();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
