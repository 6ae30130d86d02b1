package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = EdgeIntegrationTests.Application.class,
    properties = {
      "spring.datasource.username=${TENANTRY_DB_APP_USER}",
      "spring.datasource.password=${TENANTRY_DB_APP_PASSWORD}",
      "spring.datasource.hikari.maximum-pool-size=2",
      "tenantry.messaging.prefix=${TENANTRY_MESSAGING_PREFIX}",
      "tenantry.routing.ttl=1h",
      "management.endpoints.web.exposure.include=health,env"
    })
@WithInfrastructure
class EdgeIntegrationTests {

  @Autowired private TestDatabase database;
  @Autowired private RabbitTemplate rabbit;
  @Autowired private MeterRegistry meters;
  @LocalServerPort private int port;

  private static Tenant one;
  private static Tenant two;

  @BeforeEach
  void registerTenants() {
    if (one == null) {
      one = TestTenants.create(database, "one");
      two = TestTenants.create(database, "two");
      register(one, "tienda-1.localhost", "ACTIVE");
      register(two, "tienda-2.localhost", "TRIAL");
      awaitEvents();
    }
  }

  /**
   * Returns once events arrive: from now on nothing is forgotten without one. An event that was
   * sent too early to be heard is seen by the forgetting with which the listening begins.
   */
  private void awaitEvents() {
    Tenant probe = TestTenants.named(database.schemaPrefix() + "probe");
    register(probe, "probe.localhost", "SUSPENDED");
    assertThat(get("probe.localhost", "/")).startsWith("HTTP/1.1 403");
    change(probe.id(), "ACTIVE", 2);
    publish("tenant.resumed", "{\"tenantId\":\"%s\",\"sequence\":2}", probe.id());
    await().until(() -> get("probe.localhost", "/").startsWith("HTTP/1.1 200"));
  }

  @BeforeAll
  static void forget() {
    one = null;
  }

  private void register(Tenant tenant, String domain, String status) {
    database
        .admin()
        .sql(
            """
            with tenant as (
              insert into control.tenant (id, name, schema_name, role_name, type, plan, status,
                                          sequence, created_at)
              values (:id, :name, :role, :role, 'default', 'free', :status, 1, now())
              returning id)
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            select id, :domain, 'VERIFIED', true, now(), now() from tenant
            """)
        .param("id", tenant.id())
        .param("name", tenant.name())
        .param("role", tenant.role())
        .param("status", status)
        .param("domain", domain)
        .update();
  }

  private String get(String host, String path) {
    return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  private String send(String request) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertProblem(String answer, int status, String type) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("urn:tenantry:problem:" + type)
        .doesNotContain("Exception");
  }

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
  void answers503WhereTheRoleIsGoneAndReadsTheRouteAnew() {
    Tenant gone = TestTenants.named(database.schemaPrefix() + "gone");
    register(gone, "gone.localhost", "ACTIVE");

    assertProblem(get("gone.localhost", "/items"), 503, "unavailable");

    TestTenants.create(database, "back");
    database
        .admin()
        .sql("update control.tenant set role_name = :role where id = :id")
        .param("role", database.schemaPrefix() + "back")
        .param("id", gone.id())
        .update();
    assertThat(get("gone.localhost", "/items")).contains(database.schemaPrefix() + "back");
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

  private void change(UUID id, String status, long sequence) {
    database
        .admin()
        .sql("update control.tenant set status = :status, sequence = :sequence where id = :id")
        .param("status", status)
        .param("sequence", sequence)
        .param("id", id)
        .update();
  }

  private void publish(String type, String body, UUID id) {
    rabbit.convertAndSend(
        new Addresses(database.schemaPrefix()).events(), type, body.formatted(id));
  }

  @EnableAutoConfiguration
  @Import({Shop.class, Site.class})
  static class Application {}

  @RestController
  static class Shop {

    private final JdbcClient jdbc;
    private final Items items;

    Shop(JdbcClient jdbc, Items items) {
      this.jdbc = jdbc;
      this.items = items;
    }

    @GetMapping("/aggregates")
    boolean aggregates() {
      Item saved = items.save(new Item(null, "aggregate"));
      boolean found = items.findById(saved.id()).equals(Optional.of(saved));
      items.save(new Item(saved.id(), "changed"));
      items.deleteById(saved.id());
      return found && items.findAll().size() == 1;
    }

    @GetMapping("/")
    String whoAmI() {
      return "tenant " + CurrentTenant.get().role();
    }

    @GetMapping("/items")
    List<String> items() {
      return jdbc.sql("select name from item").query(String.class).list();
    }

    @GetMapping("/later")
    Callable<String> later() {
      return () -> "later";
    }

    @GetMapping("/mdc")
    String mdc() {
      return "mdc " + MDC.get("tenant");
    }
  }

  @PublicApi
  @RestController
  static class Site {

    private final JdbcClient jdbc;

    Site(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @GetMapping("/")
    String root() {
      return "public site";
    }

    @GetMapping("/about")
    String about() {
      return "about";
    }

    @GetMapping("/forbidden")
    List<String> forbidden() {
      return jdbc.sql("select name from item").query(String.class).list();
    }

    @GetMapping("/public-mdc")
    String mdc() {
      return "mdc " + MDC.get("tenant");
    }
  }
}
