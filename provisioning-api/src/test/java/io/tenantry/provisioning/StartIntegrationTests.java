package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.stream.EventClient;
import io.tenantry.registry.ControlSchema;
import io.tenantry.registry.bootstrap.PostgresUrl;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartIntegrationTests {

  private static final Broker BROKER = Infrastructure.get().broker();

  @Test
  void startsWithoutDatabaseAndBecomesReadyWithIt() {
    try (TestDatabase database = TestDatabase.withControlSchema()) {
      PostgresUrl url = database.adminUrl();
      try (TcpProxy proxy = TcpProxy.to(url.host(), url.port())) {
        proxy.cut();
        String through =
            "jdbc:postgresql://localhost:%d/%s".formatted(proxy.port(), url.database());
        try (RunningService service =
            RunningService.start(
                database,
                through,
                BROKER.url(),
                "--spring.datasource.hikari.connection-timeout=1000")) {
          Answer unready = service.api().get("/actuator/health/readiness");
          assertThat(unready.status()).isEqualTo(503);
          assertThat(unready.json().path("components").path("db").path("status").asString())
              .isEqualTo("DOWN");
          assertThat(service.api().get("/actuator/health/liveness").status()).isEqualTo(200);
          Answer refused = service.api().signUp("{\"name\": \"A\"}");
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.problem()).isEqualTo("unavailable");
          assertThat(refused.header("Retry-After")).isNotNull();

          proxy.restore();

          await().atMost(Duration.ofMinutes(1)).until(() -> service.readiness() == 200);
          service.awaitFirstClient();
          // A connection that takes more than its second is a 503, after which one comes again.
          await()
              .until(
                  () -> service.api().signUp("{\"name\": \"A\"}", "Idempotency-Key", "1").status(),
                  status -> status != 503);
          assertThat(service.api().signUp("{\"name\": \"A\"}", "Idempotency-Key", "1").status())
              .isEqualTo(202);
        }
      }
    }
  }

  @Test
  void waitsForTheWorkerToMakeTheTables() {
    try (TestDatabase database = TestDatabase.create();
        RunningService service = RunningService.start(database, database.jdbcUrl(), BROKER.url())) {
      Answer unready = service.api().get("/actuator/health/readiness");
      assertThat(unready.status()).isEqualTo(503);
      assertThat(unready.json().path("components").path("controlSchema").path("status").asString())
          .isEqualTo("OUT_OF_SERVICE");
      assertThat(service.api().signUp("{\"name\": \"A\"}").status()).isEqualTo(503);

      ControlSchema.migrate(
          database.worker(), database.logins().control().name(), database.logins().app().name());

      await().until(() -> service.readiness() == 200);
      service.awaitFirstClient();
    }
  }

  @Test
  void letsInstancesStartTogetherAndServesFromAll() throws Exception {
    // Two instances have two JVMs. Here they share one, where only one can set up the logging.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    try (TestDatabase database = TestDatabase.withControlSchema();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunningService> starting =
          threads.submit(() -> RunningService.start(database, database.jdbcUrl(), BROKER.url()));
      try (RunningService one = RunningService.start(database, database.jdbcUrl(), BROKER.url());
          RunningService other = starting.get()) {
        one.awaitFirstClient();
        other.awaitFirstClient();
        assertThat(
                database
                    .admin()
                    .sql("SELECT name FROM control.api_client")
                    .query(String.class)
                    .list())
            .containsExactly("bootstrap");
        String body = "{\"name\": \"Tienda Uno\"}";
        Answer first = one.api().signUp(body, "Idempotency-Key", "1");
        Answer second = other.api().signUp(body, "Idempotency-Key", "1");
        assertThat(second.id()).isEqualTo(first.id());
      }
    } finally {
      System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }
  }

  @Test
  void endsStreamsAndWaitsBeforeItStops() throws Exception {
    try (TestDatabase database = TestDatabase.withControlSchema();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      RunningService service =
          RunningService.start(database, database.jdbcUrl(), BROKER.url()).awaitFirstClient();
      UUID tenant = service.api().signUp("{\"name\": \"Tienda Uno\"}").id();
      try (EventClient stream = EventClient.open(service.api(), tenant)) {
        await().until(() -> stream.lines("id: ").size() == 1);
        Future<Answer> waiting =
            threads.submit(
                () -> service.api().signUp("{\"name\": \"Tienda Dos\"}", "Prefer", "wait=30"));
        await().until(() -> tenants(database) == 2);

        service.close();

        assertThat(waiting.get().status()).isEqualTo(202);
        await().until(stream::hasEnded);
        assertThat(stream.lines(EventClient.BROKEN_OFF)).isEmpty();
      }
    }
  }

  @Test
  void refusesToStartWithoutConfirms() {
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(
              () ->
                  RunningService.start(
                          database,
                          database.jdbcUrl(),
                          BROKER.url(),
                          "--spring.rabbitmq.publisher-confirm-type=none",
                          "--spring.rabbitmq.publisher-returns=false",
                          "--spring.rabbitmq.template.mandatory=false")
                      .close())
          .rootCause()
          .hasMessageContaining("spring.rabbitmq.publisher-confirm-type=correlated")
          .hasMessageContaining("spring.rabbitmq.publisher-returns=true")
          .hasMessageContaining("spring.rabbitmq.template.mandatory=true");
    }
  }

  @Test
  void refusesAWeakFirstKeyWithoutTellingIt(CapturedOutput output) {
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(
              () ->
                  RunningService.start(
                          database,
                          database.jdbcUrl(),
                          BROKER.url(),
                          "--tenantry.bootstrap-key=hunter2")
                      .close())
          .rootCause()
          .hasMessageContaining("TENANTRY_BOOTSTRAP_KEY");
      assertThat(output).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check-every=0s", "check-every=-1s", "check-every=2d", "batch=0", "batch=1001"})
  void refusesSettingsOfTrialsThatMakeNoSense(String setting) {
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(
              () ->
                  RunningService.start(
                          database,
                          database.jdbcUrl(),
                          BROKER.url(),
                          "--tenantry.trials." + setting)
                      .close())
          .rootCause()
          .hasMessageContaining("tenantry.trials");
    }
  }

  @Test
  void refusesABaseDomainThatIsNone() {
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(
              () ->
                  RunningService.start(
                          database,
                          database.jdbcUrl(),
                          BROKER.url(),
                          "--tenantry.base-domain=http://example.com")
                      .close())
          .rootCause()
          .hasMessageContaining("tenantry.base-domain")
          .hasMessageContaining("host name");
    }
  }

  private static long tenants(TestDatabase database) {
    return database.admin().sql("SELECT count(*) FROM control.tenant").query(Long.class).single();
  }
}
