package io.tenantry.bench;

import static org.awaitility.Awaitility.await;

import io.tenantry.bench.load.HttpConnection;
import io.tenantry.bench.load.LoadGenerator;
import io.tenantry.launcher.DataFolder;
import io.tenantry.launcher.Http;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Installation;
import io.tenantry.launcher.LocalEnvironment;
import io.tenantry.launcher.Ports;
import io.tenantry.launcher.Servers;
import io.tenantry.launcher.Service;
import io.tenantry.launcher.Settings;
import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.worker.WorkerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database, a broker and what runs on them: the user's servers, or embedded ones. On the user's,
 * all is in a database of its own that is dropped in the end, after all times are taken.
 */
final class Lab implements AutoCloseable {

  /** The type that the scripts of the benchmark make. */
  static final String TYPE = "bench";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PASSWORD = "bench";

  final String prefix = "b" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 30), 36);
  private final String type;
  private final Installation installation;
  private final Path data;
  private final Path scripts;
  private final DataFolder folder;
  private final LocalEnvironment local;
  private final Servers servers;
  private final int provisioningPort = Ports.free();
  private final boolean ownDatabase;

  /** The API is measured as the container image runs it, with a heap of bounded size. */
  private static final String JVM =
      "-Xmx512m -XX:+UseSerialGC -Djdk.virtualThreadScheduler.parallelism=16"
          + " --enable-native-access=ALL-UNNAMED";

  /** A worker has ended its run before the second compiler would be of use. */
  private static final Map<String, String> WORKER_JVM =
      Map.of("JDK_JAVA_OPTIONS", JVM + " -XX:TieredStopAtLevel=1");

  Lab(String type) throws IOException {
    this.type = type;
    installation = Installation.find();
    data = Files.createTempDirectory("tenantry-bench");
    scripts = data.resolve("scripts");
    copy(installation.root().resolve("deploy/bench/scripts"), scripts);
    Map<String, String> environment = environment();
    String given = environment.get("TENANTRY_POSTGRES_URL");
    ownDatabase = given != null;
    if (given != null) {
      environment.put("TENANTRY_POSTGRES_URL", inDatabase(given, prefix));
    }
    Settings settings = Settings.of(environment, installation.root());
    folder = DataFolder.open(data.resolve("data"));
    local = new LocalEnvironment(settings, installation, folder);
    servers = local.startServers();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TENANTRY_SCHEMA_PREFIX", prefix);
    environment.put("TENANTRY_MESSAGING_PREFIX", prefix);
    environment.put("TENANTRY_TYPES", type);
    environment.put("TENANTRY_DEFAULTTYPE", type);
    environment.put("TENANTRY_SPARES", "0");
    environment.put("TENANTRY_REQUESTS_PER_MINUTE", "0");
    environment.put("TENANTRY_PROVISIONING_PORT", Integer.toString(provisioningPort));
    if (type.equals(TYPE)) {
      environment.put(
          "TENANTRY_WORKER_MIGRATIONS_LOCATIONS", "filesystem:" + scripts.resolve("tenant"));
      environment.put("TENANTRY_WORKER_MIGRATIONS_SEEDS", "filesystem:" + scripts.resolve("seed"));
    }
    environment.put("TENANTRY_MIGRATIONS_ONSTART", "off");
    environment.put("JDK_JAVA_OPTIONS", JVM);
    for (String login : new String[] {"CONTROL", "WORKER", "APP"}) {
      environment.put("TENANTRY_DB_" + login + "_USER", prefix + "_" + login.toLowerCase());
      environment.put("TENANTRY_DB_" + login + "_PASSWORD", PASSWORD);
    }
    return environment;
  }

  void describe(Report report) {
    report.figure("postgresql", admin().sql("SHOW server_version").query(String.class).single());
    report.figure("broker", System.getenv("TENANTRY_RABBIT_URL") == null ? "embedded" : "given");
    report.figure("java", Runtime.version().toString());
    report.figure("processors", (Object) Runtime.getRuntime().availableProcessors());
  }

  /** A worker within this process, with its beans at hand. */
  ConfigurableApplicationContext worker(Map<String, String> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", "0");
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.main.banner-mode", "off");
    properties.put("logging.level.root", "warn");
    properties.put("spring.datasource.url", url().jdbcUrl());
    properties.put("spring.datasource.username", prefix + "_worker");
    properties.put("spring.datasource.password", PASSWORD);
    properties.put("spring.rabbitmq.addresses", servers.rabbitUrl());
    properties.put("tenantry.messaging.prefix", prefix);
    properties.put("tenantry.reconcile.schema-prefix", prefix);
    properties.put("tenantry.spares.schema-prefix", prefix);
    properties.put("tenantry.spares.size", "0");
    properties.put("tenantry.worker.control-login", prefix + "_control");
    properties.put("tenantry.worker.app-login", prefix + "_app");
    properties.put("tenantry.worker.types", TYPE);
    properties.put(
        "tenantry.worker.migrations.locations", "filesystem:" + scripts.resolve("tenant"));
    properties.put("tenantry.worker.migrations.seeds", "filesystem:" + scripts.resolve("seed"));
    properties.put("tenantry.migrations.on-start", "off");
    properties.putAll(more);
    String[] arguments =
        properties.entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    var context = new SpringApplicationBuilder(WorkerApplication.class).run(arguments);
    awaitTypes();
    return context;
  }

  /** A worker as a process of its own. */
  Service startWorker(String name, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(WORKER_JVM);
    variables.putAll(more);
    Service worker = local.startWorker(servers, name, Ports.free(), variables);
    worker.awaitReady();
    awaitTypes();
    return worker;
  }

  Service startProvisioning() {
    Service provisioning = local.startProvisioning(servers);
    provisioning.awaitReady();
    return provisioning;
  }

  /** The application, with variables of this one. */
  Service startTenantApi(String name, Map<String, String> more) {
    Service tenants = local.startTenantApi(servers, name, Ports.free(), more);
    tenants.awaitReady();
    return tenants;
  }

  /**
   * Variables of an application without tenants, which has the schema to itself as its owner.
   *
   * @param server the database's address, for this application
   */
  Map<String, String> withoutTenancy(PostgresUrl server, String schema) {
    return Map.of(
        "TENANTRY_ENABLED",
        "false",
        "TENANTRY_DATABASE_URL",
        with(server, "currentSchema=" + schema + ",public").jdbcUrl(),
        "TENANTRY_DB_APP_USER",
        login("worker"),
        "TENANTRY_DB_APP_PASSWORD",
        PASSWORD);
  }

  /** The database's address by way of whatever listens on that port here, unencrypted. */
  PostgresUrl through(int port) {
    PostgresUrl url = with(url(), "sslmode=disable&gssEncMode=disable");
    return new PostgresUrl(
        "127.0.0.1", port, url.database(), url.user(), url.password(), url.parameters());
  }

  private static PostgresUrl with(PostgresUrl url, String parameters) {
    String more = url.parameters().isEmpty() ? "" : url.parameters() + "&";
    return new PostgresUrl(
        url.host(), url.port(), url.database(), url.user(), url.password(), more + parameters);
  }

  LoadGenerator startLoadGenerator() throws IOException {
    return LoadGenerator.start(installation.root().resolve("deploy/bench/target"));
  }

  String login(String service) {
    return prefix + "_" + service;
  }

  private void awaitTypes() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                admin()
                    .sql("SELECT fingerprint <> '' FROM control.tenant_type WHERE name = :type")
                    .param("type", type)
                    .query(Boolean.class)
                    .single());
  }

  /** A request to the provisioning API. */
  Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + local.bootstrapKey());
    URI server = URI.create("http://127.0.0.1:" + provisioningPort);
    return Http.send(server, "localhost", path, all, method, body);
  }

  /** A connection to the provisioning API that costs next to nothing. */
  HttpConnection connectToProvisioning() throws IOException {
    return new HttpConnection(provisioningPort);
  }

  /** A sign-up, for such a connection; the answer comes once it is active, or at once. */
  byte[] signUpRequest(String schemaName, boolean wait) {
    String body =
        "{\"name\":\"%1$s\",\"schemaName\":\"%1$s\",\"type\":\"%2$s\"}".formatted(schemaName, type);
    return """
    POST /api/v1/tenants HTTP/1.1
    Host: localhost
    Authorization: Bearer %s
    Content-Type: application/json
    Prefer: %s
    Content-Length: %d

    """
        .formatted(local.bootstrapKey(), wait ? "wait=20" : "respond-async", body.length())
        .replace("\n", "\r\n")
        .concat(body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Waits until so many tenants whose name begins so are active; asking costs next to nothing. */
  void awaitActive(String start, int count) {
    var connection =
        new SingleConnectionDataSource(url().jdbcUrl(), prefix + "_worker", PASSWORD, true);
    try {
      JdbcClient held = JdbcClient.create(connection);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () ->
                  held.sql(
                              """
                              SELECT count(*) FROM control.tenant
                              WHERE status = 'ACTIVE' AND starts_with(schema_name, :start)
                              """)
                          .param("start", start)
                          .query(Integer.class)
                          .single()
                      >= count);
    } finally {
      connection.destroy();
    }
  }

  void awaitSpares(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                admin()
                        .sql(
                            """
                            SELECT count(*) FROM control.spare
                            WHERE built_at IS NOT NULL AND retired_at IS NULL
                            """)
                        .query(Integer.class)
                        .single()
                    >= count);
  }

  /**
   * Has the server do now what the preparation left it to do: write what was made, and look through
   * catalogs that have grown. Otherwise it does that for minutes while times are taken, now of one
   * way, now of another.
   */
  void settle(Report report) {
    String tables =
        admin()
            .sql(
                """
                SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ')
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND n.nspname IN ('pg_catalog', 'control')
                """)
            .query(String.class)
            .single();
    admin().sql("VACUUM (ANALYZE) " + tables).update();
    try {
      admin().sql("CHECKPOINT").update();
    } catch (DataAccessException e) {
      report.say("no CHECKPOINT before times are taken: %s", e.getMessage());
    }
  }

  /** The administrator, for looking and preparing. */
  JdbcClient admin() {
    PostgresUrl url = url();
    return JdbcClient.create(
        new DriverManagerDataSource(url.jdbcUrl(), url.user(), url.password()));
  }

  /** The worker's login for Flyway, without a pool. */
  DriverManagerDataSource workerLogin() {
    return new DriverManagerDataSource(url().jdbcUrl(), prefix + "_worker", PASSWORD);
  }

  /** A plain connection of the worker's login that sends a script as it is, in one message. */
  Connection plain() {
    Properties properties = new Properties();
    properties.put("user", prefix + "_worker");
    properties.put("password", PASSWORD);
    properties.put("preferQueryMode", "simple");
    try {
      Connection connection = DriverManager.getConnection(url().jdbcUrl(), properties);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String rabbitUrl() {
    return servers.rabbitUrl();
  }

  /** Where scripts of tenants are; a new one is seen by the next worker that starts. */
  Path scripts() {
    return scripts.resolve("tenant").resolve(TYPE);
  }

  Path seeds() {
    return scripts.resolve("seed").resolve(TYPE);
  }

  PostgresUrl url() {
    return PostgresUrl.parse(servers.postgresUrl());
  }

  private static String inDatabase(String url, String database) {
    return url.substring(0, url.lastIndexOf('/') + 1) + database;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Override
  public void close() {
    PostgresUrl url = url();
    local.close();
    if (ownDatabase) {
      dropDatabase(url);
    }
    folder.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void dropDatabase(PostgresUrl url) {
    PostgresUrl other = url.withDatabase("postgres");
    JdbcClient server =
        JdbcClient.create(
            new DriverManagerDataSource(other.jdbcUrl(), other.user(), other.password()));
    server.sql("DROP DATABASE IF EXISTS \"" + prefix + "\" WITH (FORCE)").update();
    for (String role :
        server
            .sql(
                """
                SELECT rolname FROM pg_roles WHERE starts_with(rolname, :prefix)
                ORDER BY rolcanlogin, rolcreaterole
                """)
            .param("prefix", prefix)
            .query(String.class)
            .list()) {
      server.sql("DROP ROLE \"" + role + '"').update();
    }
  }
}
