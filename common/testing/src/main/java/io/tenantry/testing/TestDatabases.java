package io.tenantry.testing;

import io.tenantry.registry.ControlSchema;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.bootstrap.DatabaseBootstrap;
import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.registry.bootstrap.DatabaseLogins;
import io.tenantry.registry.bootstrap.PostgresUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Makes test databases as copies of templates, which is faster than migrating each of them. */
final class TestDatabases {

  private static final TestDatabases INSTANCE = new TestDatabases();

  private final String prefix = RandomPrefix.next();
  private final DatabaseLogins logins =
      new DatabaseLogins(login("control"), login("worker"), login("app"));
  private final Map<Boolean, String> templates = new HashMap<>();
  private final List<TestDatabase> made = new ArrayList<>();
  private int count;

  private TestDatabases() {}

  static TestDatabases get() {
    return INSTANCE;
  }

  synchronized TestDatabase create(boolean withControlSchema) {
    PostgresServer server = Infrastructure.get().postgres();
    if (templates.isEmpty() && server.shared()) {
      Ending.add(() -> tidyUp(server));
    }
    String template = templates.get(withControlSchema);
    if (template == null) {
      template = makeTemplate(server, withControlSchema);
      templates.put(withControlSchema, template);
    }
    PostgresUrl url = make(server, prefix + ++count, template);
    TestDatabase database = new TestDatabase(server, url, logins, RandomPrefix.next());
    made.add(database);
    return database;
  }

  private String makeTemplate(PostgresServer server, boolean withControlSchema) {
    String name = prefix + (withControlSchema ? "control" : "plain");
    PostgresUrl url = make(server, name, "template0");
    if (withControlSchema) {
      ControlSchema.migrate(
          source(url, logins.worker()), logins.control().name(), logins.app().name());
    }
    return name;
  }

  /** A copy has its template's objects but not its settings, so each is prepared anew. */
  private PostgresUrl make(PostgresServer server, String name, String template) {
    client(server.admin())
        .sql("CREATE DATABASE %s TEMPLATE %s".formatted(quoted(name), quoted(template)))
        .update();
    PostgresUrl url = server.admin().withDatabase(name);
    new DatabaseBootstrap(url).prepare(logins);
    if (!server.shared()) {
      StatementLog.logAll(client(url), logins.app().name(), new SqlIdentifier(name));
    }
    return url;
  }

  private synchronized void tidyUp(PostgresServer server) {
    made.forEach(TestDatabase::close);
    templates.values().forEach(template -> drop(server, template));
    dropRoles(server, prefix);
  }

  static void drop(PostgresServer server, String database) {
    client(server.admin())
        .sql("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(quoted(database)))
        .update();
  }

  static void dropRoles(PostgresServer server, String prefix) {
    JdbcClient admin = client(server.admin());
    List<String> roles =
        admin
            .sql("SELECT rolname FROM pg_roles WHERE starts_with(rolname, ?)")
            .param(prefix)
            .query(String.class)
            .list();
    roles.forEach(role -> admin.sql("DROP ROLE IF EXISTS " + quoted(role)).update());
  }

  static JdbcClient client(PostgresUrl url) {
    return JdbcClient.create(source(url, url.user(), url.password()));
  }

  private static DataSource source(PostgresUrl url, DatabaseLogin login) {
    return source(url, login.name().value(), login.password());
  }

  private static DataSource source(PostgresUrl url, String user, String password) {
    return new DriverManagerDataSource(url.jdbcUrl(), user, password);
  }

  private DatabaseLogin login(String name) {
    return DatabaseLogin.of(prefix + name, UUID.randomUUID().toString());
  }

  private static String quoted(String name) {
    return new SqlIdentifier(name).quoted();
  }
}
