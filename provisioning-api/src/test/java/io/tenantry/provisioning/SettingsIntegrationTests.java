package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An installation with other settings than the default ones. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsIntegrationTests {

  private static TestDatabase database;
  private static RunningService service;

  @BeforeAll
  static void start() {
    database = TestDatabase.withControlSchema();
    // Logging is the JVM's, and as the first application has set it up that is still running.
    LoggingSystem.get(SettingsIntegrationTests.class.getClassLoader()).cleanUp();
    service =
        start(
                "--TENANTRY_BASE_DOMAIN=Shops.Example.COM",
                "--TENANTRY_PUBLIC_URL=https://{domain}",
                "--TENANTRY_CONSOLE_URL=https://tenants.example.com",
                "--TENANTRY_DOMAINS_TRUST_UNVERIFIED=true",
                "--tenantry.waiting.max=0",
                "--spring.profiles.active=json")
            .awaitFirstClient();
  }

  @AfterAll
  static void stop() {
    service.close();
    database.close();
  }

  @Test
  void whereTheConsoleIsBehindTlsItsCookiesAreSecureAndItsLinksLeadThere() {
    Answer page = service.api().withKey(null).get("/console/login");
    assertThat(page.header("Set-Cookie"))
        .startsWith("__Host-TENANTRY_CONSOLE_CSRF=")
        .contains("; Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContainIgnoringCase("Domain=");
    assertThat(page.header("Strict-Transport-Security")).startsWith("max-age=");
    service.api().send("POST", "/api/v1/operators", "{\"name\": \"ana\", \"role\": \"ADMIN\"}");

    assertThat(service.api().send("POST", "/api/v1/operators/ana/log-in-link", null).text("url"))
        .startsWith("https://tenants.example.com/console/link?token=");
  }

  @Test
  void putsTenantsBelowTheBaseDomain() {
    Answer answer = service.api().signUp("{\"name\": \"Tienda Uno\"}");

    assertThat(answer.text("primaryDomain")).isEqualTo("tienda-uno.shops.example.com");
    assertThat(answer.text("url")).isEqualTo("https://tienda-uno.shops.example.com");
  }

  @Test
  void trustsCustomersDomainsWhereToldTo() {
    Answer answer =
        service.api().signUp("{\"name\": \"Bücher\", \"domain\": \"www.BÜCHER.example\"}");

    assertThat(answer.text("primaryDomain")).isEqualTo("xn--bcher-kva.example");
    Answer taken =
        service.api().signUp("{\"name\": \"Bücher\", \"domain\": \"xn--bcher-kva.example.\"}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("field")).isEqualTo("domain");
  }

  @Test
  void refusesTheDomainAboveTheBaseDomain() {
    Answer answer = service.api().signUp("{\"name\": \"A\", \"domain\": \"example.com\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("domain");
  }

  @Test
  void answersAtOnceWhereTooManyWait() {
    Answer answer = service.api().signUp("{\"name\": \"Impatient\"}", "Prefer", "wait=30");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isNull();
  }

  @Test
  void logsJsonWithTheTenant(CapturedOutput output) {
    service.api().signUp("{\"name\": \"Logged\"}");

    assertThat(output.getOut().lines())
        .anySatisfy(line -> assertThat(line).startsWith("{").contains("\"tenant\":\"logged\""));
  }

  private static RunningService start(String... settings) {
    return RunningService.start(
        database, database.jdbcUrl(), Infrastructure.get().broker().url(), settings);
  }
}
