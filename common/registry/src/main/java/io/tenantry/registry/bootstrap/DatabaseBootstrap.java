package io.tenantry.registry.bootstrap;

import io.tenantry.registry.SqlIdentifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.util.PasswordUtil;

/**
 * Makes the three logins and their rights in one transaction, or brings them up to date; running it
 * again only sets the passwords anew. The administrator needs CREATEROLE and must own the database;
 * from PostgreSQL 16 on it must also be the one who made the logins, or a superuser.
 */
public final class DatabaseBootstrap {

  private static final String DATABASE_DOES_NOT_EXIST = "3D000";
  private static final String INVALID_AUTHORIZATION = "28";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String LOGIN_ATTRIBUTES_OF_CONTROL = "LOGIN INHERIT NOCREATEROLE";
  private static final String LOGIN_ATTRIBUTES_OF_WORKER = "LOGIN INHERIT CREATEROLE";
  // NOINHERIT: membership in a tenant's role gives nothing until the role is switched to.
  private static final String LOGIN_ATTRIBUTES_OF_APP = "LOGIN NOINHERIT NOCREATEROLE";

  private static final List<String> NOT_EXTRA = List.of("public", "control", "information_schema");

  private final PostgresUrl admin;
  private final List<SqlIdentifier> extraSchemas;

  /**
   * @param admin the database to prepare, and a user who may
   */
  public DatabaseBootstrap(PostgresUrl admin) {
    this(admin, List.of());
  }

  /**
   * @param extraSchemas on every tenant's path before {@code public}, such as one of extensions;
   *     made where they are missing, usable by all
   * @throws IllegalArgumentException if one of them is a schema of the product's or of PostgreSQL's
   */
  public DatabaseBootstrap(PostgresUrl admin, List<SqlIdentifier> extraSchemas) {
    this.admin = admin;
    this.extraSchemas = List.copyOf(extraSchemas);
    for (SqlIdentifier schema : extraSchemas) {
      if (NOT_EXTRA.contains(schema.value()) || schema.value().startsWith("pg_")) {
        throw new IllegalArgumentException("no schema to have on the path: " + schema);
      }
    }
  }

  /**
   * Creates the database unless it is there; that alone needs CREATEDB.
   *
   * @return whether it was missing
   */
  public boolean createDatabaseIfMissing() {
    try (Connection connection = connect(admin)) {
      connection.isValid(0);
      return false;
    } catch (SQLException e) {
      if (!DATABASE_DOES_NOT_EXIST.equals(e.getSQLState())) {
        throw failure(e);
      }
      createDatabase();
      return true;
    }
  }

  /**
   * Whether the login is there already and the server refuses this password for it: somebody else
   * may be using it, and {@link #prepare} would lock them out.
   */
  public boolean hasAnotherPassword(DatabaseLogin login) {
    try (Connection connection = connect(admin)) {
      return exists(connection, login) && isRefused(login);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private boolean isRefused(DatabaseLogin login) throws SQLException {
    try (Connection connection = connect(admin.as(login))) {
      connection.isValid(0);
      return false;
    } catch (SQLException e) {
      String state = e.getSQLState();
      if (state != null && state.startsWith(INVALID_AUTHORIZATION)) {
        return true;
      }
      // What only the bootstrap grants may be missing still.
      if (INSUFFICIENT_PRIVILEGE.equals(state)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Makes or updates the logins and the rights.
   *
   * @throws DatabaseBootstrapException if the administrator may not, or a login may too much
   */
  public void prepare(DatabaseLogins logins) {
    for (DatabaseLogin login : logins.all()) {
      if (login.name().value().equals(admin.user())) {
        throw new DatabaseBootstrapException(
            "'" + login + "' is the administrator and can't be a service's login as well");
      }
    }
    try {
      Collisions.avoid(() -> prepareOnce(logins));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void prepareOnce(DatabaseLogins logins) throws SQLException {
    try (Connection connection = connect(admin)) {
      connection.setAutoCommit(false);
      prepare(connection, logins);
      connection.commit();
    }
  }

  private void prepare(Connection connection, DatabaseLogins logins) throws SQLException {
    // Two bootstraps at once would update the same catalog rows and one would fail. The lock is of
    // this database and the roles are of the server: hence the attempts.
    run(connection, "SELECT pg_advisory_xact_lock(hashtext('tenantry bootstrap'))");
    login(connection, logins.control(), LOGIN_ATTRIBUTES_OF_CONTROL);
    login(connection, logins.worker(), LOGIN_ATTRIBUTES_OF_WORKER);
    login(connection, logins.app(), LOGIN_ATTRIBUTES_OF_APP);
    String database = new SqlIdentifier(admin.database()).quoted();
    String worker = logins.worker().name().quoted();
    run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    run(connection, "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
    run(connection, "GRANT CREATE ON DATABASE " + database + " TO " + worker);
    run(connection, "GRANT CREATE, USAGE ON SCHEMA public TO " + worker);
    StringBuilder extra = new StringBuilder();
    for (SqlIdentifier schema : extraSchemas) {
      run(connection, "CREATE SCHEMA IF NOT EXISTS " + schema.quoted());
      run(connection, "GRANT USAGE ON SCHEMA " + schema.quoted() + " TO PUBLIC");
      extra.append(schema.quoted()).append(", ");
    }
    for (DatabaseLogin login : logins.all()) {
      run(
          connection,
          """
          ALTER ROLE %s IN DATABASE %s SET search_path = "$user", %spublic, pg_temp
          """
              .formatted(login.name().quoted(), database, extra));
    }
  }

  private void login(Connection connection, DatabaseLogin login, String attributes)
      throws SQLException {
    String verb = exists(connection, login) ? "ALTER" : "CREATE";
    run(
        connection,
        "%s ROLE %s WITH %s PASSWORD '%s'"
            .formatted(verb, login.name().quoted(), attributes, verifier(connection, login)));
  }

  // What travels and may end up in the server's log is a salted hash.
  private static String verifier(Connection connection, DatabaseLogin login) throws SQLException {
    String hash =
        PasswordUtil.encodePassword(
            login.name().value(), login.password().toCharArray(), "scram-sha-256");
    return connection.unwrap(PGConnection.class).escapeLiteral(hash);
  }

  /** An attribute that only a superuser could take away again is refused. */
  private boolean exists(Connection connection, DatabaseLogin login) throws SQLException {
    String query =
        "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, login.name().value());
      ResultSet result = statement.executeQuery();
      if (!result.next()) {
        return false;
      }
      if (result.getBoolean(1)) {
        throw new DatabaseBootstrapException(
            "the login '"
                + login
                + "' exists and is a superuser or bypasses row security; it must not");
      }
      return true;
    }
  }

  private void createDatabase() {
    String name = new SqlIdentifier(admin.database()).quoted();
    try (Connection connection = connect(admin.withDatabase("postgres"))) {
      run(connection, "CREATE DATABASE " + name + " ENCODING 'UTF8' TEMPLATE template0");
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static Connection connect(PostgresUrl url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "120");
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private DatabaseBootstrapException failure(SQLException e) {
    return new DatabaseBootstrapException(
        "can't prepare %s: %s".formatted(admin, e.getMessage()), e);
  }
}
