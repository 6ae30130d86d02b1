package io.tenantry.acceptance;

import io.tenantry.events.Addresses;
import io.tenantry.launcher.DataFolder;
import io.tenantry.launcher.Http;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Installation;
import io.tenantry.launcher.LocalEnvironment;
import io.tenantry.launcher.Ports;
import io.tenantry.launcher.Servers;
import io.tenantry.launcher.Services;
import io.tenantry.launcher.Settings;
import io.tenantry.registry.bootstrap.DatabaseLogin;
import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three services as processes, on a database and a prefix of their own. */
final class Deployment implements AutoCloseable {

  private static final String TENANTS = "/api/v1/tenants";

  private final TestDatabase database = TestDatabase.create();
  private final Broker broker = Infrastructure.get().broker();
  private final TcpProxy brokerProxy = TcpProxy.to(broker);
  private final DataFolder folder;
  private final LocalEnvironment local;
  private final Services services;

  Deployment(Path data, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TENANTRY_POSTGRES_URL", url(database.adminUrl()));
    environment.put("TENANTRY_RABBIT_URL", broker.through(brokerProxy).url());
    environment.put("TENANTRY_SCHEMA_PREFIX", database.schemaPrefix());
    environment.put("TENANTRY_MESSAGING_PREFIX", database.schemaPrefix());
    environment.put("TENANTRY_PROVISIONING_PORT", freePort());
    environment.put("TENANTRY_TENANT_PORT", freePort());
    environment.put("TENANTRY_WORKER_PORT", freePort());
    environment.put("TENANTRY_DATA", data.toString());
    // Changes show by events or not at all, and nothing is refused for being slow.
    environment.put("TENANTRY_ROUTING_TTL", "1h");
    environment.put("TENANTRY_ROUTING_LOOKUPTIMEOUT", "30s");
    environment.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "30000");
    login(environment, "CONTROL", database.logins().control());
    login(environment, "WORKER", database.logins().worker());
    login(environment, "APP", database.logins().app());
    environment.putAll(more);
    Installation installation = Installation.find();
    Settings settings = Settings.of(environment, installation.root());
    folder = DataFolder.open(settings.data());
    local = new LocalEnvironment(settings, installation, folder);
    Servers servers = local.startServers();
    services = local.startServices(servers);
    services.awaitReady();
  }

  Services services() {
    return services;
  }

  TestDatabase database() {
    return database;
  }

  /** Takes the broker away from all services. */
  void cutBroker() {
    brokerProxy.cut();
  }

  void restoreBroker() {
    brokerProxy.restore();
  }

  /** What a broker has lost that comes back empty. */
  void emptyBroker() {
    broker.forget(new Addresses(database.schemaPrefix()));
  }

  /** Signs a shop up, waiting for it so many seconds. */
  Answer signUp(String schemaName, int wait) {
    return Http.send(
        services.provisioning().url(),
        "localhost",
        TENANTS,
        Map.of("Authorization", "Bearer " + local.bootstrapKey(), "Prefer", "wait=" + wait),
        "POST",
        Map.of("name", "Shop " + schemaName, "schemaName", schemaName));
  }

  /** A request to a shop on its own domain. */
  Answer shop(String schemaName, String method, String path, @Nullable Object body) {
    String host = schemaName.replace('_', '-') + ".localhost";
    return Http.send(services.tenants().url(), host, path, Map.of(), method, body);
  }

  /** The control plane's tables, to look at. */
  JdbcClient control() {
    return JdbcClient.create(database.control());
  }

  long tenantsIn(String status) {
    return control()
        .sql("SELECT count(*) FROM control.tenant WHERE status = :status")
        .param("status", status)
        .query(Long.class)
        .single();
  }

  @Override
  public void close() {
    local.close();
    folder.close();
    brokerProxy.close();
    emptyBroker();
    database.close();
  }

  private static void login(Map<String, String> environment, String name, DatabaseLogin login) {
    environment.put("TENANTRY_DB_" + name + "_USER", login.name().value());
    environment.put("TENANTRY_DB_" + name + "_PASSWORD", login.password());
  }

  private static String url(PostgresUrl url) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            encoded(url.user()), encoded(url.password()), url.host(), url.port(), url.database());
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String freePort() {
    return Integer.toString(Ports.free());
  }
}
