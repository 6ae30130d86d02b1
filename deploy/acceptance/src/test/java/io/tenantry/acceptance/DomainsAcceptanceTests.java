package io.tenantry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.acceptance.Guide.Step;
import io.tenantry.launcher.Http.Answer;
import io.tenantry.testing.DnsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain that its owner has proved is soon where his tenant's users find it. */
class DomainsAcceptanceTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DnsServer DNS = DnsServer.start();

  @TempDir static Path data;
  private static Deployment deployment;

  @BeforeAll
  static void start() {
    deployment =
        new Deployment(
            data,
            Map.of(
                "TENANTRY_BOOTSTRAP_KEY", GuideRun.KEY,
                // So long that only events can tell tenant-api of a change.
                "TENANTRY_ROUTING_TTL", "1h",
                "TENANTRY_DOMAINS_TRUST_UNVERIFIED", "false",
                "TENANTRY_DOMAINS_DNS_SERVER", DNS.address(),
                "TENANTRY_DOMAINS_CHECKS_POLL", "200ms",
                "TENANTRY_DOMAINS_CHECKS_FIRSTRETRY", "1s",
                "TENANTRY_DOMAINS_CHECKS_LASTRETRY", "1s"));
  }

  @AfterAll
  static void stop() {
    deployment.close();
    DNS.close();
  }

  @Test
  void everyCommandOfTheGuideAnswersAsItIsPrinted() {
    List<Step> steps = new Guide(Path.of("deploy/docs/domains.md")).steps();
    assertThat(steps.stream().filter(Step::hasAnswer)).hasSizeGreaterThan(8);
    try (ScheduledExecutorService customer = Executors.newSingleThreadScheduledExecutor()) {
      Set<String> published = new HashSet<>();
      customer.scheduleWithFixedDelay(
          () -> publishWhatIsAskedFor("xn--taller-marn-xcb.example", published),
          0,
          100,
          TimeUnit.MILLISECONDS);
      new GuideRun(deployment).run(steps);
      customer.shutdownNow();
    }
  }

  @Test
  void aDomainLeadsToItsTenantOnceItIsProvedThoughItWasLookedForInVainBefore() {
    String id = active("proved");
    String domain = "proved.example";
    assertThat(deployment.at(domain, "/").status()).isEqualTo(404);
    Answer added = deployment.api("POST", "/" + id + "/domains", Map.of("domain", domain));
    assertThat(added.status()).isEqualTo(201);
    assertThat(deployment.at(domain, "/").status()).isEqualTo(404);

    DNS.zone().txt("_tenantry." + domain, added.body().at("/verification/dns/value").asString());
    assertThat(order(id, domain, "verify").status()).isEqualTo(202);

    awaitAnswer(domain, 200);
    assertThat(deployment.at(domain, "/").body().path("schemaName").asString()).isEqualTo("proved");
    assertThat(order(id, domain, "primary").status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var root = deployment.shop("proved", "GET", "/", null).body();
              return root.path("primaryDomain").asString().equals(domain);
            });
  }

  @Test
  void aDomainThatIsRemovedLeadsNowhere() {
    String id = active("removed");
    String domain = "removed.example";
    Answer added = deployment.api("POST", "/" + id + "/domains", Map.of("domain", domain));
    DNS.zone().txt("_tenantry." + domain, added.body().at("/verification/dns/value").asString());
    order(id, domain, "verify");
    awaitAnswer(domain, 200);

    assertThat(deployment.api("DELETE", "/" + id + "/domains/" + domain, null).status())
        .isEqualTo(204);

    awaitAnswer(domain, 404);
    assertThat(deployment.shop("removed", "GET", "/api/products", null).status()).isEqualTo(200);
  }

  /** What the reader of the guide does at his DNS provider. */
  private static void publishWhatIsAskedFor(String domain, Set<String> published) {
    deployment
        .control()
        .sql("SELECT token FROM control.domain WHERE name = :domain AND token IS NOT NULL")
        .param("domain", domain)
        .query(String.class)
        .list()
        .stream()
        .filter(published::add)
        .forEach(token -> DNS.zone().txt("_tenantry." + domain, "tenantry-verification=" + token));
  }

  private static String active(String shop) {
    Answer signedUp = deployment.signUp(shop, 30);
    assertThat(signedUp.status()).isEqualTo(201);
    return signedUp.body().path("id").asString();
  }

  private static Answer order(String id, String domain, String operation) {
    return deployment.api("POST", "/" + id + "/domains/" + domain + "/" + operation, null);
  }

  private static void awaitAnswer(String domain, int status) {
    await().atMost(PATIENCE).until(() -> deployment.at(domain, "/").status() == status);
  }
}
