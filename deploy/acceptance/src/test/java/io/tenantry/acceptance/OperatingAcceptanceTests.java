package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.launcher.Http.Answer;
import io.tenantry.launcher.Service;
import io.tenantry.launcher.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators do to services that are in use: restart them, {@code -Dtenantry.restart.rounds}
 * times, and read their logs.
 */
class OperatingAcceptanceTests {

  private static final int ROUNDS = Integer.getInteger("tenantry.restart.rounds", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PAUSE_OF_SIGN_UPS = Duration.ofMillis(250);

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment = new Deployment(data, Map.of("TENANTRY_DRAIN_DELAY", "3s"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  /** Repeats a request on a thread of its own, and keeps what went wrong. */
  private static final class Traffic implements AutoCloseable {

    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    Traffic(int expected, Duration pause, Supplier<Answer> request) {
      thread.scheduleWithFixedDelay(
          () -> send(expected, request), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send(int expected, Supplier<Answer> request) {
      requests.incrementAndGet();
      try {
        Answer answer = request.get();
        if (answer.status() != expected) {
          failures.add(answer.status() + " " + answer.body());
        }
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
    }

    /** Waits for the answer that is under way. */
    @Override
    public void close() {
      thread.close();
    }
  }

  /** Two instances of each behind something that only looks at readiness. */
  @Test
  void noRequestFailsWhileEachInstanceIsRestartedInTurn() {
    assertThat(deployment.signUp("rolling", 30).status()).isEqualTo(201);
    String host = "rolling.localhost";
    await()
        .atMost(PATIENCE)
        .until(() -> deployment.at(host, "GET", "/api/products", null).status() == 200);
    String token = deployment.token(host);
    List<Service> provisioning =
        List.of(deployment.services().provisioning(), deployment.anotherProvisioning());
    List<Service> tenants = List.of(deployment.services().tenants(), deployment.anotherTenantApi());
    List<Service> workers = List.of(deployment.services().worker(), deployment.anotherWorker());
    Map<String, String> owner = Map.of("Authorization", "Bearer " + token);
    Map<String, String> key = Map.of("Authorization", "Bearer " + deployment.bootstrapKey());
    AtomicInteger number = new AtomicInteger();
    List<Traffic> traffic = new ArrayList<>();
    try (Failover shops = new Failover(tenants);
        Failover control = new Failover(provisioning)) {
      traffic.add(
          new Traffic(200, PAUSE, () -> shops.send(host, "/api/products", owner, "GET", null)));
      traffic.add(
          new Traffic(
              201, PAUSE, () -> shops.send(host, "/api/products", owner, "POST", product(number))));
      traffic.add(
          new Traffic(
              200, PAUSE, () -> control.send("localhost", "/api/v1/tenants", key, "GET", null)));
      traffic.add(
          new Traffic(
              202,
              PAUSE_OF_SIGN_UPS,
              () ->
                  control.send(
                      "localhost",
                      "/api/v1/tenants",
                      key,
                      "POST",
                      Map.of("name", "Rolling " + number.incrementAndGet()))));
      for (int round = 0; round < ROUNDS; round++) {
        for (List<Service> instances : List.of(tenants, provisioning, workers)) {
          restart(instances.get(round % 2));
        }
      }
    } finally {
      for (Traffic one : traffic) {
        one.close();
      }
      // What the second ones would take from a queue, the other test would look for in vain.
      List.of(provisioning, tenants, workers).forEach(instances -> instances.getLast().close());
    }
    for (Traffic one : traffic) {
      System.out.println(one.requests + " requests, failed: " + one.failures);
      assertThat(one.failures).isEmpty();
      assertThat(one.requests.get()).isGreaterThan(50);
    }
    await("every sign-up is a tenant, and no more than one")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(rolling()).isEqualTo(traffic.getLast().requests.longValue()));
  }

  private static long rolling() {
    return deployment
        .control()
        .sql(
            "SELECT count(*) FROM control.tenant WHERE name LIKE 'Rolling %' AND status = 'ACTIVE'")
        .query(Long.class)
        .single();
  }

  @Test
  void noSecretIsInALogWhateverGoesWrong() throws Exception {
    Secrets secrets = new Secrets();
    String host = "discreet.localhost";
    assertThat(deployment.signUp("discreet", 30).status()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .until(() -> deployment.at(host, "GET", "/api/products", null).status() == 200);
    secrets.known(deployment.bootstrapKey());
    secrets.known(deployment.token(host));
    deployment.passwords().forEach(secrets::known);
    secrets.known(deployment.newClient("discreet"));

    String key = secrets.planted();
    assertThat(deployment.send(key, "GET", "/api/v1/tenants", null).status()).isEqualTo(401);
    for (Object body :
        List.of(
            Map.of("email", "owner@shop.example", "password", secrets.planted()),
            Map.of("email", "nobody@shop.example", "password", secrets.planted()),
            Map.of("password", List.of(secrets.planted())))) {
      assertThat(deployment.at(host, "POST", "/api/login", body).status()).isBetween(400, 401);
    }
    deployment.at(host, "POST", "/api/token/refresh", Map.of("refreshToken", secrets.planted()));
    deployment.at(
        host,
        "POST",
        "/api/invitations/accept",
        Map.of("token", secrets.planted(), "password", secrets.planted()));

    deployment.cutBroker();
    assertThat(deployment.signUp("discreet_two", 0).status()).isEqualTo(202);
    Services services = deployment.services();
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(services.provisioning().log()).contains("The relay waits"));
    deployment.restoreBroker();

    badlyConfigured(secrets).forEach(Secrets.Doomed::watch);

    List<Path> logs;
    try (Stream<Path> files = Files.list(deployment.logs())) {
      logs = files.toList();
    }
    assertThat(logs).hasSizeGreaterThan(6);
    for (Path log : logs) {
      assertThat(secrets.in(Files.readString(log))).as(log.toString()).isEmpty();
    }
  }

  private static List<Secrets.Doomed> badlyConfigured(Secrets secrets) {
    String refused = "password authentication failed";
    String ended = "APPLICATION FAILED TO START";
    return List.of(
        new Secrets.Doomed(
            deployment.startProvisioning(
                "wrong-password",
                Map.of(
                    "TENANTRY_DB_CONTROL_PASSWORD",
                    secrets.planted(),
                    "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT",
                    "1000")),
            refused),
        new Secrets.Doomed(
            deployment.startProvisioning(
                "weak-key", Map.of("TENANTRY_BOOTSTRAP_KEY", secrets.planted().substring(0, 12))),
            "TENANTRY_BOOTSTRAP_KEY"),
        new Secrets.Doomed(
            deployment.startProvisioning(
                "no-broker-address",
                Map.of("TENANTRY_RABBIT_URL", "amqp://user:" + secrets.planted() + "@host:port")),
            ended),
        new Secrets.Doomed(
            deployment.startProvisioning(
                "no-database-address",
                Map.of(
                    "TENANTRY_DATABASE_URL",
                    "jdbc:postgres://localhost/x?password=" + secrets.planted())),
            ended));
  }

  private static Map<String, Object> product(AtomicInteger number) {
    String sku = "R-" + number.incrementAndGet();
    return Map.of("sku", sku, "name", sku, "price", 1);
  }

  private static void restart(Service service) {
    service.close();
    service.start();
    service.awaitReady();
  }
}
