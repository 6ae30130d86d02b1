package io.tenantry.acceptance;

import io.tenantry.events.Addresses;
import io.tenantry.launcher.DataFolder;
import io.tenantry.launcher.Http;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Installation;
import io.tenantry.launcher.LocalEnvironment;
import io.tenantry.launcher.Ports;
import io.tenantry.launcher.Servers;
import io.tenantry.launcher.Service;
import io.tenantry.launcher.Services;
import io.tenantry.launcher.Settings;
import io.tenantry.launcher.ShopOwner;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three services as processes, on a database and a prefix of their own. */
final class Deployment implements AutoCloseable {

  private static final String TENANTS = "/api/v1/tenants";
  private static final String OWNER = "owner@shop.example";
  private static final String OWNERS_PASSWORD = "the password of all owners";
  private static final String INVITATIONS = "techstore.invitations";
  private static final int UNAUTHORIZED = 401;

  private final TestDatabase database = TestDatabase.create();
  private final Broker broker = Infrastructure.get().broker();
  private final TcpProxy brokerProxy = TcpProxy.to(broker);
  private final DataFolder folder;
  private final LocalEnvironment local;
  private final Servers servers;
  private final Services services;
  private final ShopOwner owner;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

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
    // All that tests do at once is done by one client.
    environment.put("TENANTRY_REQUESTS_PER_MINUTE", "0");
    // Changes show by events or not at all, and nothing is refused for being slow.
    environment.put("TENANTRY_ROUTING_TTL", "1h");
    environment.put("TENANTRY_ROUTING_LOOKUPTIMEOUT", "30s");
    environment.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "30000");
    // Nobody logs in again in the middle of a test.
    environment.put("TECHSTORE_ACCESS_TOKENLIFE", "12h");
    // Tests look at builds, and count schemas.
    environment.put("TENANTRY_SPARES", "0");
    login(environment, "CONTROL", database.logins().control());
    login(environment, "WORKER", database.logins().worker());
    login(environment, "APP", database.logins().app());
    environment.putAll(more);
    Installation installation = Installation.find();
    Settings settings = Settings.of(environment, installation.root());
    folder = DataFolder.open(settings.data());
    local = new LocalEnvironment(settings, installation, folder);
    servers = local.startServers();
    services = local.startServices(servers);
    services.awaitReady();
    owner = new ShopOwner(services.tenants(), OWNERS_PASSWORD);
  }

  Services services() {
    return services;
  }

  TestDatabase database() {
    return database;
  }

  /** Another provisioning API beside the first, ready. */
  Service anotherProvisioning() {
    return ready(local.startProvisioning(servers, "provisioning-api-2", Ports.free(), Map.of()));
  }

  /** One that need not become ready. */
  Service startProvisioning(String name, Map<String, String> more) {
    return local.startProvisioning(servers, name, Ports.free(), more);
  }

  /** Where the services' logs are. */
  Path logs() {
    return local.logs();
  }

  /** Of the three logins and of the owners. */
  List<String> passwords() {
    return List.of(
        database.logins().control().password(),
        database.logins().worker().password(),
        database.logins().app().password(),
        OWNERS_PASSWORD);
  }

  /** Another tenant API beside the first, ready. */
  Service anotherTenantApi() {
    return ready(local.startTenantApi(servers, "tenant-api-2", Ports.free(), Map.of()));
  }

  /** Another worker beside the first, ready. */
  Service anotherWorker() {
    return ready(local.startWorker(servers, "schema-worker-2", Ports.free(), Map.of()));
  }

  private static Service ready(Service service) {
    service.awaitReady();
    return service;
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
    broker.forget(List.of(), List.of(database.schemaPrefix() + INVITATIONS));
  }

  /** Signs a shop up, waiting for it so many seconds. */
  Answer signUp(String schemaName, int wait) {
    return signUp(schemaName, wait, Map.of());
  }

  /** The same with more members in the request. */
  Answer signUp(String schemaName, int wait, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", "Shop " + schemaName);
    body.put("schemaName", schemaName);
    body.putIfAbsent("contact", Map.of("email", OWNER));
    return api("POST", "", body, Map.of("Prefer", "wait=" + wait));
  }

  /** A request about tenants to provisioning-api; the path is what follows {@code /tenants}. */
  Answer api(String method, String path, @Nullable Object body) {
    return api(method, path, body, Map.of());
  }

  private Answer api(
      String method, String path, @Nullable Object body, Map<String, String> headers) {
    return send(local.bootstrapKey(), method, TENANTS + path, body, headers);
  }

  /** The key of the client that may do everything. */
  String bootstrapKey() {
    return local.bootstrapKey();
  }

  /** A request to provisioning-api by any client. */
  Answer send(String key, String method, String path, @Nullable Object body) {
    return send(key, method, path, body, Map.of());
  }

  private Answer send(
      String key, String method, String path, @Nullable Object body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + key);
    return Http.send(services.provisioning().url(), "localhost", path, all, method, body);
  }

  /** A request to a shop on its default domain. */
  Answer shop(String schemaName, String method, String path, @Nullable Object body) {
    return at(schemaName.replace('_', '-') + ".localhost", method, path, body);
  }

  /** A request to any domain, by the owner of the shop that has it, once that is asked for. */
  Answer at(String domain, String method, String path, @Nullable Object body) {
    Answer answer = at(domain, method, path, body, tokens.get(domain));
    if (answer.status() != UNAUTHORIZED) {
      return answer;
    }
    return owner
        .logIn(domain, OWNER)
        .map(
            token -> {
              tokens.put(domain, token);
              return at(domain, method, path, body, token);
            })
        .orElse(answer);
  }

  /** The token that the owner of that domain's shop has got, once it was asked for. */
  String token(String domain) {
    return Objects.requireNonNull(tokens.get(domain));
  }

  private Answer at(
      String domain, String method, String path, @Nullable Object body, @Nullable String token) {
    Map<String, String> headers =
        token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    return Http.send(services.tenants().url(), domain, path, headers, method, body);
  }

  /** The key of a new client of the provisioning API that may do everything with tenants. */
  String newClient(String name) {
    List<String> scopes = List.of("tenants:create", "tenants:read", "tenants:write");
    Map<String, Object> wish = Map.of("name", name, "scopes", scopes);
    return send(local.bootstrapKey(), "POST", "/api/v1/api-clients", wish)
        .body()
        .path("key")
        .asString();
  }

  /** A request to whoever has that domain. */
  Answer at(String domain, String path) {
    return at(domain, "GET", path, null);
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
