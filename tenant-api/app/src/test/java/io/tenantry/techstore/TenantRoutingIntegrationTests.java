package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which tenant a request reaches, and what the others are told. */
@ShopTest
class TenantRoutingIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void tellsWhichTenantAnswers() {
    var body = shop.get("/").expect(200).body();

    assertThat(body.path("name").asString()).isEqualTo("Shop " + shop.schemaName());
    assertThat(body.path("schemaName").asString()).isEqualTo(shop.schemaName());
    assertThat(body.path("type").asString()).isEqualTo("default");
    assertThat(body.path("plan").asString()).isEqualTo("free");
    assertThat(body.path("primaryDomain").asString()).isEqualTo(shop.domain());
    assertThat(body.path("schemaVersion").asString()).isNotEmpty();
  }

  @Test
  void showsThePublicSiteOnTheBaseDomain() {
    assertThat(at("localhost", "/").expect(200).body().path("name").asString())
        .isEqualTo("TechStore");
    at("localhost", "/api/products").expectProblem(404, "not-found");
  }

  @Test
  void keepsTwoShopsApart() {
    Shop other = shops.open("taller");
    long mine = shop.product("SAME-SKU", "Mine", "1.00");
    shop.product("ONLY-MINE", "Mine too", "2.00");
    other.product("SAME-SKU", "Theirs", "3.00");

    assertThat(shop.get("/api/products").items("name")).containsExactly("Mine", "Mine too");
    assertThat(other.get("/api/products").items("name")).containsExactly("Theirs");
    other.get("/api/products/" + (mine + 1)).expectProblem(404, "product-not-found");
    other.delete("/api/products/" + (mine + 1)).expectProblem(404, "product-not-found");
    assertThat(shop.get("/api/products").items("name")).hasSize(2);
  }

  @Test
  void findsTheTenantHoweverTheHostIsWritten() {
    String domain = shop.domain();

    for (String host :
        new String[] {
          domain,
          domain + ":8081",
          domain.toUpperCase(Locale.ROOT),
          domain + ".",
          domain + ".:8081",
          "www." + domain,
          "WWW." + domain + ":80"
        }) {
      assertThat(Answer.statusOfRawHost(shops.port(), host)).as(host).isEqualTo(200);
    }
  }

  @Test
  void findsTheTenantByAnInternationalDomain() {
    String label = "reparación-" + shop.schemaName();
    shops.addDomain(shop, IDN.toASCII(label + ".example"));

    assertThat(at(IDN.toASCII(label) + ".example", "/").expect(200).text())
        .contains(shop.schemaName());
    assertThat(Answer.statusOfRawHost(shops.port(), label + ".example"))
        .as("bytes that RFC 9110 does not allow")
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a'b",
        "a;b",
        "-",
        "..",
        "a..b",
        "a/b",
        "a@b",
        "%00",
        "<script>",
        "\"",
        "[::1",
        "a:b",
        "../../etc",
        "tienda1.localhost'--"
      })
  void refusesGarbageAsHost(String host) {
    assertThat(Answer.statusOfRawHost(shops.port(), host)).isIn(400, 404);
  }

  @Test
  void knowsNoUnknownDomain() {
    at("nobody.localhost", "/").expectProblem(404, "tenant-not-found");
    at("nobody.localhost", "/api/products").expectProblem(404, "tenant-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 503, tenant-pending",
    "FAILED, 503, tenant-failed",
    "SUSPENDED, 403, tenant-suspended",
    "DELETING, 410, tenant-gone",
    "DELETED, 410, tenant-gone"
  })
  void saysWhyATenantIsNotServed(String status, int code, String problem) {
    Shop closed = shops.register("cerrado", status);

    closed.get("/api/products").expectProblem(code, problem);
  }

  @Test
  void saysWhenToComeBackToATenantThatIsBeingSetUp() {
    Answer answer = shops.register("nuevo", "PENDING").get("/");

    assertThat(answer.header("Retry-After")).matches("[0-9]+");
  }

  @Test
  void servesATrial() {
    shops.register("ensayo", "TRIAL").get("/").expect(200);
  }

  @Test
  void seesAStatusAtOnceWhenItsEventArrives() {
    shop.get("/api/products").expect(200);

    shops.publish(shop, "tenant.suspended", shops.changeStatus(shop, "SUSPENDED"));
    Awaitility.await().until(() -> shop.get("/api/products").status() == 403);

    shops.publish(shop, "tenant.resumed", shops.changeStatus(shop, "ACTIVE"));
    Awaitility.await().until(() -> shop.get("/api/products").status() == 200);
  }

  @Test
  void showsTheActuatorToNoTenant() {
    shop.get("/actuator/health").expectProblem(404, "not-found");
    shop.get("/actuator/prometheus").expectProblem(404, "not-found");
    at("localhost", "/actuator/health/readiness").expect(200);
    at("127.0.0.1", "/actuator/prometheus").expect(200);
    at("localhost", "/actuator/env").expect(404);
  }

  @Test
  void believesNoForwardedHost() {
    Shop other = shops.open("taller");

    Answer answer = shop.send("GET", "/", null, Map.of("X-Forwarded-Host", other.domain()));

    assertThat(answer.expect(200).text()).contains(shop.domain()).doesNotContain(other.domain());
  }

  @Test
  void describesItsApiOnATenantsHost() {
    var description = shop.get("/v3/api-docs").expect(200).body();

    assertThat(description.path("servers").get(0).path("url").asString()).isEqualTo("/");
    assertThat(description.path("paths").propertyNames())
        .contains("/", "/api/products", "/api/products/{id}/stock-movements", "/api/categories");
  }

  @Test
  void countsItsLookUpsInMetricsThatNameNoTenant() {
    shop.get("/").expect(200);

    assertThat(at("localhost", "/actuator/prometheus").expect(200).text())
        .contains("tenantry_routing_total")
        .doesNotContain(shop.schemaName());
  }

  private Answer at(String host, String path) {
    return Answer.of(shops.port(), host, "GET", path, null, Map.of());
  }
}
