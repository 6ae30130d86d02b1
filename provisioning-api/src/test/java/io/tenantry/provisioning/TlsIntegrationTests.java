package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestCertificate;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.TlsBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Database and broker by TLS, with the settings of the guide; nobody falls back to plain text. */
class TlsIntegrationTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static TestCertificate ours;
  private static TestCertificate another;
  private static TestDatabase database;
  private static TlsBroker broker;

  @BeforeAll
  static void speakTls() {
    assumeThat(Infrastructure.get().postgres().description())
        .as("a server of this machine's whose settings are ours")
        .startsWith("embedded");
    assumeThat(TlsBroker.isInstalled()).as("RabbitMQ is installed").isTrue();
    ours = TestCertificate.create(folder, "ours");
    another = TestCertificate.create(folder, "another");
    database = TestDatabase.withControlSchema();
    setting("ssl_cert_file", ours.certificate().toString());
    setting("ssl_key_file", ours.key().toString());
    setting("ssl", "on");
    broker = TlsBroker.start(ours);
  }

  @AfterAll
  static void speakPlainly() {
    if (broker != null) {
      broker.close();
    }
    if (database != null) {
      List.of("ssl", "ssl_key_file", "ssl_cert_file")
          .forEach(name -> database.admin().sql("ALTER SYSTEM RESET " + name).update());
      reload();
      database.close();
    }
  }

  @Test
  void signsUpAndPublishesByTlsAlone() {
    try (RunningService service = start(ours, ours)) {
      service.awaitFirstClient();
      assertThat(service.api().signUp("{\"name\": \"Shop\"}").status()).isEqualTo(202);
      await().atMost(PATIENCE).until(() -> count("FROM control.outbox") == 0);
      String connections =
          """
          FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
          WHERE a.datname = current_database() AND a.usename = '%s'
          """
              .formatted(database.logins().control().name().value());
      assertThat(count(connections)).as("the pool's and the one that listens").isGreaterThan(2);
      assertThat(count(connections + " AND NOT s.ssl")).isZero();
    }
  }

  @Test
  void talksToNoDatabaseThatItCannotTrust() {
    try (RunningService service =
        start(another, ours, "--spring.datasource.hikari.connection-timeout=1000")) {
      assertThat(service.readiness()).isEqualTo(503);
      assertThat(service.api().signUp("{\"name\": \"Shop\"}").status()).isEqualTo(503);
    }
  }

  @Test
  void talksToNoBrokerThatItCannotTrust() {
    try (RunningService service = start(ours, another)) {
      service.awaitFirstClient();
      assertThat(service.api().signUp("{\"name\": \"Shop\"}").status()).isEqualTo(202);
      assertThat(service.api().get("/actuator/health").json().path("components").path("rabbit"))
          .hasToString("{\"status\":\"DOWN\"}");
      assertThat(count("FROM control.outbox")).isPositive();
    }
  }

  private static RunningService start(
      TestCertificate ofDatabase, TestCertificate ofBroker, String... more) {
    PostgresUrl url = database.adminUrl();
    String[] settings = new String[more.length + 2];
    settings[0] = "--spring.rabbitmq.ssl.bundle=broker";
    settings[1] =
        "--spring.ssl.bundle.pem.broker.truststore.certificate=file:" + ofBroker.certificate();
    System.arraycopy(more, 0, settings, 2, more.length);
    return RunningService.start(
        database,
        "jdbc:postgresql://localhost:%d/%s?sslmode=verify-full&sslrootcert=%s"
            .formatted(url.port(), url.database(), ofDatabase.certificate()),
        broker.url(),
        settings);
  }

  private static void setting(String name, String value) {
    database.admin().sql("ALTER SYSTEM SET %s = '%s'".formatted(name, value)).update();
    reload();
    await()
        .atMost(PATIENCE)
        .until(
            () -> database.admin().sql("SHOW " + name).query(String.class).single().equals(value));
  }

  private static void reload() {
    database.admin().sql("SELECT pg_reload_conf()").query(Boolean.class).single();
  }

  private static long count(String which) {
    return database.admin().sql("SELECT count(*) " + which).query(Long.class).single();
  }
}
