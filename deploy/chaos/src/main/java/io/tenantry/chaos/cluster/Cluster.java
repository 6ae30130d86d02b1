package io.tenantry.chaos.cluster;

import io.tenantry.launcher.DataFolder;
import io.tenantry.launcher.Installation;
import io.tenantry.launcher.LocalEnvironment;
import io.tenantry.launcher.Ports;
import io.tenantry.launcher.Servers;
import io.tenantry.launcher.Settings;
import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.testing.RabbitInstallation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole product on servers of its own, all of it as processes on loopback. */
public final class Cluster implements AutoCloseable {

  public static final String PREFIX = "chaos_";
  private static final String DATABASE = "tenantry";
  private static final Duration START = Duration.ofMinutes(5);

  private final Path folder;
  private final PostgresPart postgres;
  private final List<RabbitPart> brokers = new ArrayList<>();
  private final Link databaseLink;
  private final List<Link> brokerLinks = new ArrayList<>();
  private final List<ServicePart> provisioning = new ArrayList<>();
  private final List<ServicePart> workers = new ArrayList<>();
  private final List<ServicePart> tenants = new ArrayList<>();
  private final Scripts scripts;
  private final DataFolder data;
  private final LocalEnvironment local;
  private final Map<String, String> environment;

  /**
   * Starts all of it and waits until it is ready.
   *
   * @param folder for data and logs
   * @param nodes how many the broker has
   * @param instances how many there are of each service
   * @param jvm an option more for the JVMs of all services, or none
   */
  public Cluster(Path folder, int nodes, int instances, String jvm) throws IOException {
    this.folder = folder;
    Installation installation = Installation.find();
    postgres = PostgresPart.start(installation, folder.resolve("embedded"));
    startBrokers(nodes);
    await("PostgreSQL", postgres::isReady);
    databaseLink = new Link("database", postgres.url().port());
    brokers.forEach(broker -> brokerLinks.add(new Link(broker.name(), broker.port())));
    scripts = new Scripts(installation.root(), folder.resolve("scripts"));
    environment =
        new ServiceSettings(postgres.url(), databaseLink.port(), DATABASE, brokerUrls(), scripts)
            .variables(folder.resolve("data"), jvm);
    Settings settings = Settings.of(environment, installation.root());
    data = DataFolder.open(settings.data());
    local = new LocalEnvironment(settings, installation, data);
    Servers servers = local.startServers();
    Scripts.prepare(admin());
    for (int i = 1; i <= instances; i++) {
      workers.add(
          new ServicePart(
              local.startWorker(servers, "schema-worker-" + i, Ports.free(), Map.of())));
      provisioning.add(
          new ServicePart(
              local.startProvisioning(servers, "provisioning-api-" + i, Ports.free(), Map.of())));
      tenants.add(
          new ServicePart(
              local.startTenantApi(servers, "tenant-api-" + i, Ports.free(), Map.of())));
    }
    awaitReady();
  }

  private void startBrokers(int nodes) throws IOException {
    RabbitInstallation installation =
        RabbitInstallation.find()
            .orElseThrow(() -> new IllegalStateException("RabbitMQ is not installed"));
    String cookie = ServiceSettings.secret();
    int epmdPort = Ports.free();
    for (int i = 1; i <= nodes; i++) {
      Path home = folder.resolve("broker-" + i);
      RabbitPart node = RabbitPart.start(installation, "broker-" + i, home, epmdPort, cookie);
      brokers.add(node);
      await(node.name(), node::isReady);
      if (i > 1) {
        node.join(brokers.getFirst());
        await(node.name(), node::isReady);
      }
    }
  }

  private List<String> brokerUrls() {
    return IntStream.range(0, brokers.size())
        .mapToObj(i -> brokers.get(i).url(brokerLinks.get(i).port()))
        .toList();
  }

  /** Waits until every part answers. */
  public void awaitReady() {
    parts().forEach(part -> await(part.name(), part::isReady));
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + START.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(what + " is not ready");
      }
      pause(Duration.ofMillis(200));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public PostgresPart postgres() {
    return postgres;
  }

  public List<RabbitPart> brokers() {
    return brokers;
  }

  public Link databaseLink() {
    return databaseLink;
  }

  public List<Link> brokerLinks() {
    return brokerLinks;
  }

  /** All instances of all services. */
  public List<ServicePart> services() {
    return Stream.of(provisioning, workers, tenants).flatMap(List::stream).toList();
  }

  public List<ServicePart> workers() {
    return workers;
  }

  /** All processes. */
  public List<Part> parts() {
    return Stream.of(List.of(postgres), brokers, services()).<Part>flatMap(List::stream).toList();
  }

  /** Where the instances of the provisioning API are. */
  public List<URI> provisioningUrls() {
    return provisioning.stream().map(part -> part.service().url()).toList();
  }

  /** Where the instances of the tenants' API are. */
  public List<URI> tenantUrls() {
    return tenants.stream().map(part -> part.service().url()).toList();
  }

  /** The logs of the tenants' API, where invitations are. */
  public List<Path> tenantLogs() {
    return tenants.stream().map(part -> part.service().log()).toList();
  }

  public Scripts scripts() {
    return scripts;
  }

  /** The key that may do everything in the provisioning API. */
  public String key() {
    return local.bootstrapKey();
  }

  /** The administrator, past all proxies. */
  public JdbcClient admin() {
    PostgresUrl url = postgres.url().withDatabase(DATABASE);
    return JdbcClient.create(
        new DriverManagerDataSource(url.jdbcUrl(), url.user(), url.password()));
  }

  /** The worker's login, by which a reference is made. */
  public DriverManagerDataSource workerLogin() {
    return new DriverManagerDataSource(
        postgres.url().withDatabase(DATABASE).jdbcUrl(),
        "tenantry_worker",
        Objects.requireNonNull(environment.get("TENANTRY_DB_WORKER_PASSWORD")));
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    local.close();
    data.close();
    databaseLink.close();
    brokerLinks.forEach(Link::close);
    brokers.forEach(RabbitPart::end);
    postgres.kill();
  }
}
