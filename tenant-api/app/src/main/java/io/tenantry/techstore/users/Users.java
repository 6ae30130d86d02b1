package io.tenantry.techstore.users;

import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageWindow;
import io.tenantry.techstore.users.UsersException.EmailTakenException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's users in its schema. */
@Repository
public class Users {

  private static final String COLUMNS = "id, email, name, role, last_login_at, created_at";
  private static final String FIND = "select " + COLUMNS + " from app_user where id = :id";
  private static final String LIST =
      "select " + COLUMNS + " from app_user order by lower(name), id limit :limit offset :offset";
  private static final String ADD =
      """
      insert into app_user (email, name, role, password_hash, created_at)
      values (:email, :name, :role, :hash, :now)
      returning id, email, name, role, last_login_at, created_at
      """;
  private static final String CHANGE =
      """
      update app_user set name = :name, role = :role where id = :id
      returning id, email, name, role, last_login_at, created_at
      """;
  private static final String CREDENTIALS =
      "select id, role, password_hash from app_user where lower(email) = lower(:email)";
  private static final String ADMIT =
      """
      update app_user set failed_logins = 0, locked_until = null, last_login_at = :now
       where id = :id and (locked_until is null or locked_until <= :now)
      """;
  private static final String CHANGE_PASSWORD =
      """
      update app_user set password_hash = :hash, failed_logins = 0, locked_until = null
       where id = :id and (locked_until is null or locked_until <= :now)
      """;
  private static final String COUNT_FAILURE =
      """
      update app_user
         set failed_logins = case when failed_logins + 1 >= :allowed then 0
                                  else failed_logins + 1 end,
             locked_until = case when failed_logins + 1 >= :allowed then :until end
       where id = :id and (locked_until is null or locked_until <= :now)
      """;

  private final JdbcClient jdbc;

  Users(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<User> find(long id) {
    return jdbc.sql(FIND).param("id", id).query(Users::user).optional();
  }

  Page<User> list(PageWindow window) {
    List<User> found =
        jdbc.sql(LIST)
            .param("limit", window.limit())
            .param("offset", window.offset())
            .query(Users::user)
            .list();
    return Page.of(found, window, null);
  }

  /**
   * @throws EmailTakenException if another one has the address
   */
  User add(String email, String name, Role role, String passwordHash, Instant now) {
    try {
      return jdbc.sql(ADD)
          .param("email", email)
          .param("name", name)
          .param("role", role.word())
          .param("hash", passwordHash)
          .param("now", at(now))
          .query(Users::user)
          .single();
    } catch (DuplicateKeyException e) {
      throw new EmailTakenException(email);
    }
  }

  User change(long id, String name, Role role) {
    return jdbc.sql(CHANGE)
        .param("id", id)
        .param("name", name)
        .param("role", role.word())
        .query(Users::user)
        .single();
  }

  void delete(long id) {
    jdbc.sql("delete from app_user where id = :id").param("id", id).update();
  }

  long owners() {
    return jdbc.sql("select count(*) from app_user where role = 'owner'")
        .query(Long.class)
        .single();
  }

  /** What the password of whoever has this address, whatever the case, is compared with. */
  public Optional<Credentials> credentials(String email) {
    return jdbc.sql(CREDENTIALS)
        .param("email", email)
        .query(
            (row, index) ->
                new Credentials(
                    row.getLong("id"),
                    Role.of(row.getString("role")),
                    row.getString("password_hash")))
        .optional();
  }

  /** Empty if there is no such user. */
  public Optional<String> passwordHash(long id) {
    return jdbc.sql("select password_hash from app_user where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** Whether it was changed: not that of a user who is locked. */
  public boolean changePassword(long id, String passwordHash, Instant now) {
    return jdbc.sql(CHANGE_PASSWORD)
            .param("id", id)
            .param("hash", passwordHash)
            .param("now", at(now))
            .update()
        == 1;
  }

  /** Notes a log-in, unless the user is locked. */
  public boolean admit(long id, Instant now) {
    return jdbc.sql(ADMIT).param("id", id).param("now", at(now)).update() == 1;
  }

  /** Notes a wrong password; with the last one that is allowed the user is locked for a while. */
  public void countFailure(long id, int allowed, Duration lockedFor, Instant now) {
    jdbc.sql(COUNT_FAILURE)
        .param("id", id)
        .param("allowed", allowed)
        .param("until", at(now.plus(lockedFor)))
        .param("now", at(now))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static User user(ResultSet row, int index) throws SQLException {
    OffsetDateTime lastLogin = row.getObject("last_login_at", OffsetDateTime.class);
    return new User(
        row.getLong("id"),
        row.getString("email"),
        row.getString("name"),
        Role.of(row.getString("role")),
        lastLogin == null ? null : lastLogin.toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
