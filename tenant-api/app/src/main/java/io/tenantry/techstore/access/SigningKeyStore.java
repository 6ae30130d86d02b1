package io.tenantry.techstore.access;

import io.tenantry.tenancy.CurrentTenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The current tenant's keys in its schema. */
@Repository
class SigningKeyStore {

  private static final String ALL =
      """
      select id, secret, retires_at, expires_at
        from signing_key
       where tenant_id = :tenant and expires_at > :now
       order by retires_at desc
      """;
  private static final String ADD =
      """
      insert into signing_key (id, tenant_id, secret, retires_at, expires_at, created_at)
      select :id, :tenant, :secret, :retires, :expires, :now
       where not exists (select from signing_key where tenant_id = :tenant and retires_at > :now)
      """;
  private static final String CLEAR =
      "delete from signing_key where tenant_id <> :tenant or expires_at <= :now";

  private final JdbcClient jdbc;

  SigningKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that are believed, the newest first. */
  List<SigningKey> all(Instant now) {
    return jdbc.sql(ALL)
        .param("tenant", tenant())
        .param("now", at(now))
        .query(SigningKeyStore::key)
        .list();
  }

  /** Keeps the key unless one is there that signs; drops those that nobody believes any more. */
  void add(SigningKey key, Instant now) {
    jdbc.sql(CLEAR).param("tenant", tenant()).param("now", at(now)).update();
    jdbc.sql(ADD)
        .param("id", key.id())
        .param("tenant", tenant())
        .param("secret", key.secret())
        .param("retires", at(key.retiresAt()))
        .param("expires", at(key.expiresAt()))
        .param("now", at(now))
        .update();
  }

  private static UUID tenant() {
    return CurrentTenant.get().id();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static SigningKey key(ResultSet row, int index) throws SQLException {
    return new SigningKey(
        row.getObject("id", UUID.class),
        row.getBytes("secret"),
        row.getObject("retires_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }
}
