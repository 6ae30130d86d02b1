package io.tenantry.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole product as processes of this machine: servers where the user has none, logins,
 * services. Closing it stops all of it in reverse order; it may be closed while it starts.
 */
public final class LocalEnvironment implements AutoCloseable {

  private final Settings settings;
  private final Installation installation;
  private final DataFolder folder;
  private final Map<String, String> secrets;
  private final Path logs;
  private final Children children = new Children();
  private final List<Child> processes = new CopyOnWriteArrayList<>();

  public LocalEnvironment(Settings settings, Installation installation, DataFolder folder) {
    this.settings = settings;
    this.installation = installation;
    this.folder = folder;
    this.secrets = Secrets.of(settings, folder);
    this.logs = folder.folder("logs");
  }

  /** The user's servers, or embedded ones, with the three logins made. */
  public Servers startServers() {
    String postgresUrl = settings.postgresUrl();
    String rabbitUrl = settings.rabbitUrl();
    if (rabbitUrl != null) {
      BrokerCheck.requireAnswer(rabbitUrl);
    }
    if (postgresUrl == null || rabbitUrl == null) {
      EmbeddedServers embedded =
          children.add(
              () -> EmbeddedServers.start(settings, installation, folder, newLog("embedded")));
      processes.add(embedded.child());
      embedded.awaitReady();
      postgresUrl = Objects.requireNonNullElseGet(postgresUrl, embedded::postgresUrl);
      rabbitUrl = Objects.requireNonNullElseGet(rabbitUrl, embedded::rabbitUrl);
    }
    Logins logins = new Logins(postgresUrl, settings.environment(), secrets);
    boolean created = logins.makeDatabase();
    // The embedded server is in this data folder, and nobody else's.
    if (settings.postgresUrl() != null) {
      logins.requireOwn();
    }
    logins.make();
    return new Servers(postgresUrl, rabbitUrl, created ? logins.database() : null);
  }

  /** Starts the three services; {@link Services#awaitReady()} waits for them. */
  public Services startServices(Servers servers) {
    ServiceEnvironment environment = environment(servers);
    Map<String, String> tenants = environment.with("TENANTRY_DB_APP_PASSWORD");
    // On a machine that has just started everything, the usual few seconds are soon over.
    tenants.putIfAbsent("TENANTRY_ROUTING_LOOKUPTIMEOUT", "20s");
    tenants.putIfAbsent("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "20000");
    Map<String, String> worker = environment.with("TENANTRY_DB_WORKER_PASSWORD");
    if (settings.app() != null) {
      settings.app().scripts().forEach(worker::putIfAbsent);
    }
    Services services =
        new Services(
            provisioning(environment),
            service("schema-worker", installation.schemaWorker(), worker, settings.workerPort()),
            service("tenant-api", tenantApi(), tenants, settings.tenantPort()));
    children.add(
        () -> {
          services.start();
          return services;
        });
    services.all().forEach(service -> processes.add(service.child()));
    return services;
  }

  /** Starts the provisioning API alone; it is ready once a worker has made its tables. */
  public Service startProvisioning(Servers servers) {
    return start(provisioning(environment(servers)));
  }

  /**
   * Starts a provisioning API by itself, beside others or alone.
   *
   * @param more variables of this one
   */
  public Service startProvisioning(
      Servers servers, String name, int port, Map<String, String> more) {
    Map<String, String> variables = provisioningVariables(environment(servers));
    variables.put(Variables.PROVISIONING_PORT, Integer.toString(port));
    variables.putAll(more);
    return start(service(name, installation.provisioningApi(), variables, port));
  }

  /**
   * Starts a worker by itself, beside others or alone.
   *
   * @param more variables of this one
   */
  public Service startWorker(Servers servers, String name, int port, Map<String, String> more) {
    Map<String, String> variables = environment(servers).with("TENANTRY_DB_WORKER_PASSWORD");
    variables.put(Variables.WORKER_PORT, Integer.toString(port));
    variables.putAll(more);
    return start(service(name, installation.schemaWorker(), variables, port));
  }

  /**
   * Starts a tenant API by itself, beside others or alone.
   *
   * @param more variables of this one
   */
  public Service startTenantApi(Servers servers, String name, int port, Map<String, String> more) {
    Map<String, String> variables = environment(servers).with("TENANTRY_DB_APP_PASSWORD");
    variables.put(Variables.TENANT_PORT, Integer.toString(port));
    variables.putAll(more);
    return start(service(name, tenantApi(), variables, port));
  }

  private Service start(Service service) {
    children.add(
        () -> {
          service.start();
          return service;
        });
    processes.add(service.child());
    return service;
  }

  private ServiceEnvironment environment(Servers servers) {
    return new ServiceEnvironment(
        settings, servers.rabbitUrl(), Logins.databaseUrl(servers.postgresUrl()), secrets);
  }

  private Service provisioning(ServiceEnvironment environment) {
    return service(
        "provisioning-api",
        installation.provisioningApi(),
        provisioningVariables(environment),
        settings.provisioningPort());
  }

  private static Map<String, String> provisioningVariables(ServiceEnvironment environment) {
    Map<String, String> variables =
        environment.with("TENANTRY_DB_CONTROL_PASSWORD", Variables.BOOTSTRAP_KEY);
    // On this machine nobody can prove that a domain is theirs.
    variables.putIfAbsent("TENANTRY_DOMAINS_TRUST_UNVERIFIED", "true");
    return variables;
  }

  private Path tenantApi() {
    return settings.app() == null ? installation.tenantApi() : settings.app().jar();
  }

  private Service service(String name, Path jar, Map<String, String> environment, int port) {
    return new Service(new Program(name, jar, List.of(), environment, newLog(name)), port);
  }

  /** The key that may do everything in the provisioning API. */
  public String bootstrapKey() {
    return Objects.requireNonNull(secrets.get(Variables.BOOTSTRAP_KEY));
  }

  public Path logs() {
    return logs;
  }

  private Path newLog(String name) {
    Path log = logs.resolve(name + ".log");
    try {
      Files.deleteIfExists(log);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Completes with the first process that ends, which none should by itself. */
  CompletableFuture<Child> firstEnd() {
    CompletableFuture<?>[] ends =
        processes.stream().map(Child::onExit).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.anyOf(ends).thenApply(Child.class::cast);
  }

  boolean isClosed() {
    return children.isClosed();
  }

  @Override
  public void close() {
    children.close();
  }
}
