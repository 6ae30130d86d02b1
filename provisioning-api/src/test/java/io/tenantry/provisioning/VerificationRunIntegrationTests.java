package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.testing.DnsServer;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Domains checked by whole instances, as they are in production. */
class VerificationRunIntegrationTests {

  private static final String BROKER = Infrastructure.get().broker().url();

  @Test
  void instancesVerifyDomainsTogetherAndEachOnce() {
    try (DnsServer dns = DnsServer.start();
        TestDatabase database = TestDatabase.withControlSchema();
        RunningService one = start(database, dns);
        RunningService other = start(database, dns)) {
      UUID tenant = one.awaitFirstClient().api().signUp("{\"name\": \"Tienda Uno\"}").id();
      other.awaitFirstClient();
      List<String> domains =
          IntStream.range(0, 20).mapToObj(number -> "d" + number + ".example").toList();
      for (String domain : domains) {
        Api.Answer added = order(one, tenant, "", "{\"domain\": \"" + domain + "\"}");
        assertThat(added.status()).isEqualTo(201);
        dns.zone()
            .txt("_tenantry." + domain, added.json().at("/verification/dns/value").asString());
        assertThat(order(other, tenant, "/" + domain + "/verify", null).status()).isEqualTo(202);
      }

      await().until(() -> verified(one, tenant) == domains.size());

      assertThat(
              database
                  .admin()
                  .sql(
                      """
                      SELECT data::jsonb ->> 'domain' FROM control.tenant_event
                      WHERE tenant_id = :id AND type = 'tenant.domain-verified'
                      """)
                  .param("id", tenant)
                  .query(String.class)
                  .list())
          .containsExactlyInAnyOrderElementsOf(domains);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dns-server, host:99999",
    "max-per-tenant, 0",
    "http.allowed-networks, 10.0.0.1/8",
    "http.timeout, 2m",
    "checks.concurrency, 0",
    "checks.lapse-after, 0s"
  })
  void startsWithNoBadSetting(String setting, String value) {
    String argument = "--tenantry.domains." + setting + "=" + value;
    String field = setting.substring(setting.indexOf('.') + 1).replace("-", "");
    try (TestDatabase database = TestDatabase.create()) {
      assertThatThrownBy(
              () -> RunningService.start(database, database.jdbcUrl(), BROKER, argument).close())
          .satisfies(failure -> assertThat(messages(failure)).contains(field));
    }
  }

  private static RunningService start(TestDatabase database, DnsServer dns) {
    return RunningService.start(
        database,
        database.jdbcUrl(),
        BROKER,
        "--TENANTRY_DOMAINS_DNS_SERVER=" + dns.address(),
        "--tenantry.domains.checks.poll=100ms");
  }

  private static long verified(RunningService service, UUID tenant) {
    return service
        .api()
        .get(Api.TENANTS + "/" + tenant + "/domains")
        .json()
        .path("items")
        .valueStream()
        .filter(domain -> domain.path("status").asString().equals("VERIFIED"))
        .filter(domain -> domain.path("kind").asString().equals("CUSTOM"))
        .count();
  }

  private static Api.Answer order(
      RunningService service, UUID tenant, String path, @Nullable String body) {
    return service.api().send("POST", Api.TENANTS + "/" + tenant + "/domains" + path, body);
  }

  /** All that the failure says, in a form in which settings and fields are spelled alike. */
  private static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    return messages.toString().replace("-", "").toLowerCase(Locale.ROOT);
  }
}
