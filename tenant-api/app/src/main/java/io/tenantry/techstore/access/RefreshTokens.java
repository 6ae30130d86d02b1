package io.tenantry.techstore.access;

import io.tenantry.techstore.users.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The current tenant's refresh tokens in its schema. Used ones stay, to notice who uses them again.
 */
@Repository
class RefreshTokens {

  private static final String ADD =
      """
      insert into refresh_token (family, user_id, token_hash, expires_at, created_at)
      values (:family, :user, :hash, :expires, :now)
      """;
  private static final String USE =
      """
      update refresh_token t
         set used_at = :now
        from app_user u
       where t.token_hash = :hash and t.used_at is null and t.expires_at > :now
         and u.id = t.user_id
      returning t.family, t.user_id, u.role
      """;
  private static final String REVOKE_USED =
      """
      delete from refresh_token
       where family in (select family from refresh_token
                         where token_hash = :hash and used_at is not null)
      """;
  private static final String TRIM =
      """
      delete from refresh_token
       where user_id = :user
         and (expires_at <= :now
              or family in (select family from refresh_token where user_id = :user
                             group by family order by max(created_at) desc, family
                            offset :kept))
      """;

  private final JdbcClient jdbc;

  RefreshTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID family, long user, byte[] hash, Instant expires, Instant now) {
    jdbc.sql(ADD)
        .param("family", family)
        .param("user", user)
        .param("hash", hash)
        .param("expires", at(expires))
        .param("now", at(now))
        .update();
  }

  /** Whose session goes on; empty if the token is none, used, or too old. */
  Optional<Session> use(byte[] hash, Instant now) {
    return jdbc.sql(USE)
        .param("hash", hash)
        .param("now", at(now))
        .query(RefreshTokens::session)
        .optional();
  }

  /** Ends the session that this token was used in before; whether there was one. */
  boolean revokeIfUsed(byte[] hash) {
    return jdbc.sql(REVOKE_USED).param("hash", hash).update() > 0;
  }

  void revoke(UUID family) {
    jdbc.sql("delete from refresh_token where family = :family").param("family", family).update();
  }

  void revokeOthers(long user, UUID family) {
    jdbc.sql("delete from refresh_token where user_id = :user and family <> :family")
        .param("user", user)
        .param("family", family)
        .update();
  }

  /** Leaves a user only so many sessions, and nothing that has expired. */
  void trim(long user, int kept, Instant now) {
    jdbc.sql(TRIM).param("user", user).param("kept", kept).param("now", at(now)).update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Session session(ResultSet row, int index) throws SQLException {
    return new Session(
        row.getObject("family", UUID.class),
        row.getLong("user_id"),
        Role.find(row.getString("role")).orElseThrow());
  }
}
