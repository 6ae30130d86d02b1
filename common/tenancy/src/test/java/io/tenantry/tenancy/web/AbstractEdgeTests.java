package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.events.Addresses;
import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.LimitExceededException;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
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

/** A small application with two tenants behind the edge, asked over bare sockets. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = AbstractEdgeTests.Application.class,
    properties = {
      "spring.datasource.username=${TENANTRY_DB_APP_USER}",
      "spring.datasource.password=${TENANTRY_DB_APP_PASSWORD}",
      "spring.datasource.hikari.maximum-pool-size=2",
      "tenantry.messaging.prefix=${TENANTRY_MESSAGING_PREFIX}",
      "tenantry.routing.ttl=1h",
      "tenantry.public-url=https://{domain}:8443",
      "management.endpoints.web.exposure.include=health,env"
    })
@WithInfrastructure
abstract class AbstractEdgeTests {

  @Autowired TestDatabase database;
  @Autowired RabbitTemplate rabbit;
  @Autowired MeterRegistry meters;
  @LocalServerPort private int port;

  /** The tenants of each application that runs, since its tests take turns with others. */
  private static final Map<TestDatabase, List<Tenant>> POPULATED = new HashMap<>();

  static Tenant one;
  static Tenant two;

  @BeforeEach
  void registerTenants() {
    List<Tenant> known = POPULATED.get(database);
    if (known == null) {
      known = List.of(TestTenants.create(database, "one"), TestTenants.create(database, "two"));
      POPULATED.put(database, known);
      register(known.getFirst(), "tienda-1.localhost", "ACTIVE");
      register(known.getLast(), "tienda-2.localhost", "TRIAL");
      awaitEvents();
    }
    one = known.getFirst();
    two = known.getLast();
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

  void register(Tenant tenant, String domain, String status) {
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

  String get(String host, String path) {
    return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  String send(String request) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  static void assertProblem(String answer, int status, String type) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("urn:tenantry:problem:" + type)
        .doesNotContain("Exception");
  }

  void change(UUID id, String status, long sequence) {
    database
        .admin()
        .sql("update control.tenant set status = :status, sequence = :sequence where id = :id")
        .param("status", status)
        .param("sequence", sequence)
        .param("id", id)
        .update();
  }

  void publish(String type, String body, UUID id) {
    rabbit.convertAndSend(
        new Addresses(database.schemaPrefix()).events(), type, body.formatted(id));
  }

  @EnableAutoConfiguration
  @Import({Shop.class, Site.class, Special.class})
  static class Application {}

  @RestController
  static class Shop {

    private final JdbcClient jdbc;
    private final Items items;
    private final TenantLinks links;

    Shop(JdbcClient jdbc, Items items, TenantLinks links) {
      this.jdbc = jdbc;
      this.items = items;
      this.links = links;
    }

    @GetMapping("/link")
    String link() {
      return links.to("/invitations?code=1").toString();
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

    @GetMapping("/limits")
    String limits() {
      return CurrentTenant.get().limits().products().toString();
    }

    @GetMapping("/too-many")
    String tooMany() {
      throw new LimitExceededException("products", 2, 3);
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

  @TenantApi(types = {"special", "very-special"})
  @RestController
  static class Special {

    @GetMapping("/special")
    String special() {
      return "special";
    }

    @GetMapping("/mdc")
    String mdc() {
      return "another for the special";
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
