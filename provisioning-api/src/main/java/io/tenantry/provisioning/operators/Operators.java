package io.tenantry.provisioning.operators;

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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of operators. */
@Repository
public class Operators {

  private static final String COLUMNS =
      """
      name, role, password IS NOT NULL AS has_password, password_changes, locked_until, created_at,
      last_log_in_at, disabled_at
      """;
  private static final String SELECT = "SELECT " + COLUMNS + "FROM control.operator\n";

  private final JdbcClient jdbc;
  private final Clock clock;

  Operators(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Optional<Operator> find(String name) {
    return jdbc.sql(SELECT + "WHERE name = :name")
        .param("name", name)
        .query(Operators::operator)
        .optional();
  }

  /** Up to {@code limit} operators by name, beginning after the name given. */
  public List<Operator> page(@Nullable String after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                WHERE :after::text IS NULL OR name COLLATE "C" > :after
                ORDER BY name COLLATE "C" LIMIT :limit
                """)
        .param("after", after, Types.VARCHAR)
        .param("limit", limit)
        .query(Operators::operator)
        .list();
  }

  /** Whether somebody has an account, be it a disabled one. */
  public boolean areThere() {
    return jdbc.sql("SELECT EXISTS (SELECT FROM control.operator)").query(Boolean.class).single();
  }

  /** Account and password as a log-in needs them. */
  record Credentials(Operator operator, @Nullable String password) {}

  Optional<Credentials> credentials(String name) {
    return jdbc.sql("SELECT password, " + COLUMNS + "FROM control.operator WHERE name = :name")
        .param("name", name)
        .query((row, number) -> new Credentials(operator(row, number), row.getString("password")))
        .optional();
  }

  /** Locks all accounts for this transaction, so that the last administrator stays one. */
  List<Operator> lockAll() {
    return jdbc.sql(SELECT + "ORDER BY name FOR UPDATE").query(Operators::operator).list();
  }

  /** Empty if the name is taken. */
  Optional<Operator> insert(String name, Role role, @Nullable String password) {
    return jdbc.sql(
            """
            INSERT INTO control.operator (name, role, password, created_at)
            VALUES (:name, :role, :password, :now)
            ON CONFLICT (name) DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .param("name", name)
        .param("role", role.name())
        .param("password", password, Types.VARCHAR)
        .param("now", now())
        .query(Operators::operator)
        .optional();
  }

  /** The same, only while nobody has an account. */
  boolean insertFirst(String name, String password) {
    jdbc.sql("LOCK TABLE control.operator IN SHARE ROW EXCLUSIVE MODE").update();
    return !areThere() && insert(name, Role.ADMIN, password).isPresent();
  }

  Operator change(String name, Role role, boolean disabled) {
    return jdbc.sql(
            """
            UPDATE control.operator
            SET role = :role,
                disabled_at = CASE WHEN :disabled THEN coalesce(disabled_at, :now) END,
                failures = 0, locked_until = NULL
            WHERE name = :name
            RETURNING
            """
                + COLUMNS)
        .param("name", name)
        .param("role", role.name())
        .param("disabled", disabled)
        .param("now", now())
        .query(Operators::operator)
        .single();
  }

  /**
   * Whether it was set: none is, while the account is locked with one, or once the password was
   * changed more often than that.
   */
  boolean setPassword(String name, int changes, String password) {
    return jdbc.sql(
                """
                UPDATE control.operator
                SET password = :password, password_changes = password_changes + 1,
                    failures = 0, locked_until = NULL
                WHERE name = :name AND password_changes = :changes
                  AND (password IS NULL OR locked_until IS NULL OR locked_until <= :now)
                """)
            .param("name", name)
            .param("changes", changes)
            .param("password", password)
            .param("now", now())
            .update()
        == 1;
  }

  void clearPassword(String name) {
    jdbc.sql(
            """
            UPDATE control.operator
            SET password = NULL, password_changes = password_changes + 1,
                failures = 0, locked_until = NULL
            WHERE name = :name
            """)
        .param("name", name)
        .update();
  }

  void loggedIn(String name) {
    jdbc.sql(
            """
            UPDATE control.operator SET failures = 0, locked_until = NULL, last_log_in_at = :now
            WHERE name = :name
            """)
        .param("name", name)
        .param("now", now())
        .update();
  }

  /** Whether there is such an account: then one more wrong password is counted. */
  boolean failed(String name, int mostFailures, Duration lock) {
    return jdbc.sql(
                """
                UPDATE control.operator
                SET failures = CASE WHEN failures + 1 >= :most THEN 0 ELSE failures + 1 END,
                    locked_until = CASE WHEN failures + 1 >= :most
                                   THEN :now::timestamptz + :lock * interval '1 millisecond'
                                   ELSE locked_until END
                WHERE name = :name
                """)
            .param("name", name)
            .param("most", mostFailures)
            .param("lock", lock.toMillis())
            .param("now", now())
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Operator operator(ResultSet row, int number) throws SQLException {
    return new Operator(
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("has_password"),
        row.getInt("password_changes"),
        instant(row, "locked_until"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_log_in_at"),
        instant(row, "disabled_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
