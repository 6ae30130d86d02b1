package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** All ways to name a tenant at once; the peer is a trusted proxy. */
@TestPropertySource(
    properties = {
      "tenantry.resolvers.order=token,header,path,host",
      "tenantry.trusted-proxies=127.0.0.1/32"
    })
class ResolversIntegrationTests extends AbstractEdgeTests {

  private String get(String host, String path, String header) {
    return send(
        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: close\r\n\r\n"
            .formatted(path, host, header));
  }

  private static String bearer(String claims) {
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "Authorization: Bearer e30." + payload + ".sig";
  }

  @Test
  void findsTheTenantByItsNameInThePath() {
    assertThat(get("localhost", "/t/" + one.schemaName() + "/items")).contains(one.role());
    assertThat(get("localhost", "/t/" + two.schemaName() + "/items"))
        .contains(two.role())
        .doesNotContain(one.role());
    assertThat(get("localhost", "/t/" + one.schemaName() + "/"))
        .contains("tenant " + one.schemaName());
    assertThat(get("localhost", "/t/" + one.schemaName())).contains("tenant " + one.schemaName());
    assertThat(get("localhost", "/t/" + one.schemaName() + "/later")).contains("later");
  }

  @Test
  void findsTheTenantByTheHeaderOfATrustedProxy() {
    assertThat(get("localhost", "/items", "X-Tenant: " + one.schemaName())).contains(one.role());
    assertThat(get("tienda-2.localhost", "/items", "X-Tenant: " + one.schemaName()))
        .contains(one.role());
  }

  @Test
  void findsTheTenantByAClaimOfTheToken() {
    String token = bearer("{\"tenant\":\"" + two.schemaName() + "\"}");

    assertThat(get("localhost", "/items", token)).contains(two.role()).doesNotContain(one.role());
    assertThat(get("tienda-1.localhost", "/items", token)).contains(two.role());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"tenant\":7}", "no json", "[]", "\"\""})
  void asksTheNextWayWhereATokenNamesNobody(String claims) {
    assertThat(get("tienda-1.localhost", "/items", bearer(claims))).contains(one.role());
    assertThat(get("tienda-1.localhost", "/items", "Authorization: Bearer opaque"))
        .contains(one.role());
  }

  @Test
  void findsTheTenantByItsHostAfterAll() {
    assertThat(get("tienda-1.localhost", "/items")).contains(one.role());
    assertThat(get("localhost", "/about")).contains("about");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/t/nobody/items", "/t/nobody"})
  void answers404ForNamesOfNobody(String path) {
    assertProblem(get("localhost", path), 404, "tenant-not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/t/",
        "/t/Tienda/items",
        "/t/a;b=c/items",
        "/t/%27or%27/items",
        "/t/pg-x/items",
        "/t//items"
      })
  void refusesPathsThatNameNoTenant(String path) {
    assertThat(get("localhost", path)).startsWith("HTTP/1.1 4").doesNotContain(one.role());
  }

  @Test
  void refusesPathsThatSayOneThingAndMeanAnother() {
    String detour = "/t/" + one.schemaName() + "/../" + two.schemaName() + "/items";

    assertProblem(get("localhost", detour), 400, "invalid-tenant");
    assertProblem(get("localhost", "//t/" + one.schemaName() + "/items"), 400, "invalid-tenant");
    assertProblem(get("localhost", "/%74/" + one.schemaName() + "/items"), 400, "invalid-tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tienda", "a b", "'; drop table item", "../etc"})
  void refusesHeadersThatNameNoTenant(String name) {
    assertProblem(get("localhost", "/items", "X-Tenant: " + name), 400, "invalid-tenant");
    assertProblem(
        get("localhost", "/items", bearer("{\"tenant\":\"" + name + "\"}")), 400, "invalid-tenant");
  }

  @Test
  void showsNoActuatorUnderATenantsPath() {
    assertProblem(
        get("localhost", "/t/" + one.schemaName() + "/actuator/health"), 404, "not-found");
    assertProblem(
        get("127.0.0.1", "/actuator/health", "X-Tenant: " + one.schemaName()), 404, "not-found");
  }
}
