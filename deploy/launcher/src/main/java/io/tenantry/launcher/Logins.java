package io.tenantry.launcher;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.bootstrap.DatabaseBootstrap;
import io.tenantry.registry.bootstrap.DatabaseBootstrapException;
import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.registry.bootstrap.DatabaseLogins;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The three logins of a database, made in the name of a user who may. */
final class Logins {

  private final PostgresUrl url;
  private final Map<String, String> environment;
  private final Map<String, String> passwords;
  private final DatabaseBootstrap bootstrap;

  /**
   * @param environment the user's names of the logins, and the passwords that the user chose
   * @param passwords those, and generated ones for the others
   */
  Logins(String postgresUrl, Map<String, String> environment, Map<String, String> passwords) {
    this.url = parse(postgresUrl);
    this.environment = environment;
    this.passwords = passwords;
    this.bootstrap = bootstrap(url, environment.getOrDefault(Variables.EXTRA_SCHEMAS, ""));
  }

  /**
   * A generated password never replaces another one: the login is another installation's then, and
   * would be lost to it.
   */
  void requireOwn() {
    for (String service : new String[] {"control", "worker", "app"}) {
      DatabaseLogin login = login(service);
      String prefix = prefix(service);
      if (!environment.containsKey(prefix + "_PASSWORD") && hasAnotherPassword(login)) {
        throw new LaunchException(
            ("the login '%s' of %s:%d is another installation's: set %s_USER to another name,"
                    + " or %s_PASSWORD to its password")
                .formatted(login, url.host(), url.port(), prefix, prefix));
      }
    }
  }

  private boolean hasAnotherPassword(DatabaseLogin login) {
    try {
      return bootstrap.hasAnotherPassword(login);
    } catch (DatabaseBootstrapException e) {
      throw new LaunchException(e.getMessage(), e);
    }
  }

  /** Makes the database where it is missing, and says whether it was. */
  boolean makeDatabase() {
    try {
      return bootstrap.createDatabaseIfMissing();
    } catch (DatabaseBootstrapException e) {
      throw new LaunchException(e.getMessage(), e);
    }
  }

  /** Makes the logins; harmless when done before. */
  void make() {
    try {
      bootstrap.prepare(new DatabaseLogins(login("control"), login("worker"), login("app")));
    } catch (DatabaseBootstrapException e) {
      throw new LaunchException(e.getMessage(), e);
    }
  }

  String database() {
    return url.database();
  }

  /** The address without a user, as the services take it. */
  static String databaseUrl(String postgresUrl) {
    return parse(postgresUrl).jdbcUrl();
  }

  private static DatabaseBootstrap bootstrap(PostgresUrl url, String extraSchemas) {
    try {
      return new DatabaseBootstrap(
          url,
          Stream.of(extraSchemas.split(","))
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .map(SqlIdentifier::new)
              .toList());
    } catch (IllegalArgumentException e) {
      throw new LaunchException(Variables.EXTRA_SCHEMAS + ": " + e.getMessage(), e);
    }
  }

  private static PostgresUrl parse(String postgresUrl) {
    try {
      return PostgresUrl.parse(postgresUrl);
    } catch (IllegalArgumentException e) {
      throw new LaunchException(Variables.POSTGRES_URL + " is " + e.getMessage(), e);
    }
  }

  private DatabaseLogin login(String service) {
    String prefix = prefix(service);
    String password = passwords.get(prefix + "_PASSWORD");
    if (password == null) {
      throw new LaunchException(prefix + "_PASSWORD is not set");
    }
    return DatabaseLogin.of(
        environment.getOrDefault(prefix + "_USER", "tenantry_" + service), password);
  }

  private static String prefix(String service) {
    return "TENANTRY_DB_" + service.toUpperCase(Locale.ROOT);
  }
}
