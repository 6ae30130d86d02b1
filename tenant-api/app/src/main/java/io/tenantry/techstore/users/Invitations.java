package io.tenantry.techstore.users;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.tenancy.CurrentTenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's invitations in its schema. One is open until it is accepted or expires. */
@Repository
class Invitations {

  private static final String CLEAR =
      """
      delete from invitation
       where accepted_at is null
         and (tenant_id <> :tenant or expires_at <= :now or lower(email) = lower(:email))
      """;
  private static final String ADD =
      """
      insert into invitation
        (tenant_id, email, name, role, token_hash, message_id, expires_at, created_at)
      values (:tenant, :email, :name, :role, :hash, :message, :expires, :now)
      returning id, email, name, role, expires_at
      """;
  private static final String OPEN =
      """
      select id, email, name, role, expires_at
        from invitation
       where tenant_id = :tenant and accepted_at is null and expires_at > :now
      """;
  private static final String LIST = OPEN + " order by id limit :limit offset :offset";
  private static final String BY_HASH = OPEN + " and token_hash = :hash";
  private static final String OPEN_OWNERS =
      """
      select count(*) from invitation
       where tenant_id = :tenant and accepted_at is null and expires_at > :now
         and role = 'owner' and lower(email) = lower(:email)
      """;
  private static final String SEATS =
      """
      select (select count(*) from app_user)
           + (select count(*) from invitation
               where tenant_id = :tenant and accepted_at is null and expires_at > :now)
      """;
  private static final String TAKE =
      """
      update invitation set accepted_at = :now
       where id = :id and accepted_at is null and expires_at > :now
      """;

  private final JdbcClient jdbc;

  Invitations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the place of an open one for the same address.
   *
   * @param message what it was made for; null for none
   */
  Invitation add(
      Invitee invitee, byte[] tokenHash, @Nullable UUID message, Instant expires, Instant now) {
    jdbc.sql(CLEAR)
        .param("tenant", tenant())
        .param("now", at(now))
        .param("email", invitee.email())
        .update();
    return jdbc.sql(ADD)
        .param("tenant", tenant())
        .param("email", invitee.email())
        .param("name", invitee.name(), Types.VARCHAR)
        .param("role", invitee.role().word())
        .param("hash", tokenHash)
        .param("message", message, Types.OTHER)
        .param("expires", at(expires))
        .param("now", at(now))
        .query(Invitations::invitation)
        .single();
  }

  boolean wasMadeFor(UUID message) {
    return jdbc.sql("select count(*) from invitation where message_id = :message")
            .param("message", message)
            .query(Long.class)
            .single()
        > 0;
  }

  boolean hasOpenOwner(String email, Instant now) {
    return jdbc.sql(OPEN_OWNERS)
            .param("tenant", tenant())
            .param("now", at(now))
            .param("email", email)
            .query(Long.class)
            .single()
        > 0;
  }

  Page<Invitation> open(PageWindow window, Instant now) {
    List<Invitation> found =
        jdbc.sql(LIST)
            .param("tenant", tenant())
            .param("now", at(now))
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(Invitations::invitation)
            .list();
    return Page.of(found, window, null);
  }

  Optional<Invitation> findOpen(byte[] tokenHash, Instant now) {
    return jdbc.sql(BY_HASH)
        .param("tenant", tenant())
        .param("now", at(now))
        .param("hash", tokenHash)
        .query(Invitations::invitation)
        .optional();
  }

  /** Whether it was still open; it no longer is. */
  boolean take(long id, Instant now) {
    return jdbc.sql(TAKE).param("id", id).param("now", at(now)).update() == 1;
  }

  boolean withdraw(long id) {
    return jdbc.sql("delete from invitation where id = :id and accepted_at is null")
            .param("id", id)
            .update()
        == 1;
  }

  /** Users, and those who may become ones. */
  long seats(Instant now) {
    return jdbc.sql(SEATS)
        .param("tenant", tenant())
        .param("now", at(now))
        .query(Long.class)
        .single();
  }

  private static UUID tenant() {
    return CurrentTenant.get().id();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Invitation invitation(ResultSet row, int index) throws SQLException {
    return new Invitation(
        row.getLong("id"),
        row.getString("email"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }
}
