package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EdgeIntegrationTests extends AbstractEdgeTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tienda-1.localhost",
        "tienda-1.localhost:8081",
        "TIENDA-1.localhost.",
        "www.tienda-1.localhost"
      })
  void findsTheTenantByItsHost(String host) {
    assertThat(get(host, "/items")).startsWith("HTTP/1.1 200").contains(one.role());
  }

  @Test
  void showsTheOtherTenantItsOwn() {
    assertThat(get("tienda-2.localhost", "/items")).contains(two.role()).doesNotContain(one.role());
  }

  @Test
  void carriesAggregatesOfSpringData() {
    for (String host : List.of("tienda-1.localhost", "tienda-2.localhost")) {
      assertThat(get(host, "/aggregates")).startsWith("HTTP/1.1 200").contains("true");
    }
  }

  @Test
  void answers503WhileRoutesCantBeRead() {
    JdbcClient admin = database.admin();
    admin.sql("alter view control.routing rename to away").update();
    try {
      assertProblem(get("unread.localhost", "/items"), 503, "routing-unavailable");
    } finally {
      admin.sql("alter view control.away rename to routing").update();
    }
    assertProblem(get("unread.localhost", "/items"), 404, "tenant-not-found");
  }

  @Test
  void keepsTheTwoSidesApart() {
    assertThat(get("tienda-1.localhost", "/")).contains("tenant " + one.role());
    assertThat(get("localhost", "/")).contains("public site");
    assertThat(get("localhost", "/both")).startsWith("HTTP/1.1 404");
    assertProblem(get("localhost", "/items"), 404, "not-found");
    assertProblem(get("tienda-1.localhost", "/about"), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"special", "very-special"})
  void hasRoutesForTenantsOfSomeTypes(String type) {
    Tenant tenant = TestTenants.create(database, type.replace('-', '_'));
    register(tenant, type + ".localhost", "ACTIVE");
    database
        .admin()
        .sql("update control.tenant set type = ? where id = ?")
        .param(type)
        .param(tenant.id())
        .update();

    assertThat(get(type + ".localhost", "/special")).startsWith("HTTP/1.1 200");
    assertThat(get(type + ".localhost", "/mdc")).contains("another for the special");
    assertThat(get(type + ".localhost", "/items")).contains(tenant.role());
    assertThat(get("tienda-1.localhost", "/mdc")).contains("mdc " + one.schemaName());
    assertProblem(get("tienda-1.localhost", "/special"), 404, "not-found");
    assertProblem(get("localhost", "/special"), 404, "not-found");
  }

  @Test
  void keepsTheTenantInWhatGoesOnAsynchronously() {
    assertThat(get("tienda-1.localhost", "/later")).startsWith("HTTP/1.1 200").contains("later");
  }

  @Test
  void readsNothingOfTenantsInPublic() {
    assertProblem(get("localhost", "/forbidden"), 500, "internal");
  }

  @Test
  void putsTheTenantIntoTheLog() {
    assertThat(get("tienda-1.localhost", "/mdc")).contains("mdc " + one.schemaName());
    assertThat(get("localhost", "/public-mdc")).contains("mdc null");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,   503, tenant-pending",
    "FAILED,    503, tenant-failed",
    "SUSPENDED, 403, tenant-suspended",
    "DELETING,  410, tenant-gone",
    "DELETED,   410, tenant-gone",
  })
  void refusesByStatus(String status, int code, String type) {
    String name = status.toLowerCase(java.util.Locale.ROOT);
    Tenant tenant = TestTenants.named(database.schemaPrefix() + name);
    register(tenant, name + ".localhost", status);
    double before = refused(type);

    String answer = get(name + ".localhost", "/items");

    assertProblem(answer, code, type);
    assertThat(answer.contains("Retry-After")).isEqualTo(status.equals("PENDING"));
    assertThat(refused(type)).isEqualTo(before + 1);
  }

  private double refused(String reason) {
    return meters.find("tenantry.routing.refused").tag("reason", reason).counters().stream()
        .mapToDouble(io.micrometer.core.instrument.Counter::count)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody.localhost, 404, tenant-not-found",
    "127.0.0.1,        404, tenant-not-found",
    "[::1],            404, tenant-not-found",
    "a..b,             400, ''",
    "a_b.localhost,    400, ''",
    "'a b',            400, ''",
    "'x\"y',           400, ''",
  })
  void knowsNoOtherHost(String host, int status, String type) {
    assertProblem(get(host, "/items"), status, type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /items HTTP/1.1|Host: tienda-1.localhost|Host: tienda-2.localhost",
        "GET /items HTTP/1.1|Host: tienda-1.localhost, tienda-2.localhost",
        "GET http://tienda-2.localhost/items HTTP/1.1|Host: tienda-1.localhost",
        "GET http://tienda-1.localhost@tienda-2.localhost/items HTTP/1.1|Host: tienda-1.localhost",
        "GET /items HTTP/1.1|Host: tienda-1.localhost@tienda-2.localhost",
        "GET /items HTTP/1.1|Host:",
        "GET /items HTTP/1.1"
      })
  void refusesARequestThatNamesTwoHostsOrNone(String head) {
    assertThat(send(head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .doesNotContain(one.role(), two.role());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: tienda-2.localhost",
        "Forwarded: host=tienda-2.localhost",
        "X-Original-Host: tienda-2.localhost",
        "X-Host: tienda-2.localhost",
        "X-Tenant: two"
      })
  void listensToNoOtherHeader(String header) {
    assertThat(get("tienda-1.localhost\r\n" + header, "/items"))
        .contains(one.role())
        .doesNotContain(two.role());
  }

  @Test
  void hidesTheActuatorFromTenants() {
    for (String path :
        List.of("/actuator", "/actuator/health", "/actuator/env", "/%61ctuator/health")) {
      assertProblem(get("tienda-1.localhost", path), 404, "not-found");
      assertThat(get("nobody.localhost", path)).startsWith("HTTP/1.1 404");
    }
    assertThat(get("localhost", "/actuator/health")).startsWith("HTTP/1.1 200");
    assertThat(get("127.0.0.1", "/actuator/health")).startsWith("HTTP/1.1 200");
  }

  @Test
  void forgetsARouteOnTheTenantsEvent() {
    Tenant tenant = TestTenants.create(database, "changing");
    register(tenant, "changing.localhost", "ACTIVE");
    assertThat(get("changing.localhost", "/items")).startsWith("HTTP/1.1 200");
    change(tenant.id(), "SUSPENDED", 2);
    assertThat(get("changing.localhost", "/items")).startsWith("HTTP/1.1 200");

    publish("tenant.suspended", "{\"tenantId\":\"%s\",\"sequence\":2,\"new\":1}", tenant.id());

    await().until(() -> get("changing.localhost", "/items").startsWith("HTTP/1.1 403"));
  }

  @Test
  void forgetsEverythingOnAnEventThatItCantRead() {
    Tenant tenant = TestTenants.create(database, "puzzling");
    register(tenant, "puzzling.localhost", "ACTIVE");
    assertThat(get("puzzling.localhost", "/items")).startsWith("HTTP/1.1 200");
    change(tenant.id(), "DELETING", 2);

    publish("tenant.of-the-future", "nonsense %s", tenant.id());

    await().until(() -> get("puzzling.localhost", "/items").startsWith("HTTP/1.1 410"));
  }
}
