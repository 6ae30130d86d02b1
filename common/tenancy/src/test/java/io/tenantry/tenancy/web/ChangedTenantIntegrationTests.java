package io.tenantry.tenancy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants whose name, domain or plan changes under their requests. */
class ChangedTenantIntegrationTests extends AbstractEdgeTests {

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

  @ParameterizedTest
  @ValueSource(strings = {"/items", "/aggregates"})
  void servesATenantThatWasRenamedSinceItsRouteWasRead(String path) {
    String name = "old" + path.length();
    Tenant tenant = TestTenants.create(database, name);
    register(tenant, name + ".localhost", "ACTIVE");
    String before = body(get(name + ".localhost", path));

    rename(tenant, database.schemaPrefix() + "new" + path.length());
    register(TestTenants.create(database, name), "successor-" + name + ".localhost", "ACTIVE");

    String answer = get(name + ".localhost", path);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(body(answer)).isEqualTo(before).containsAnyOf(tenant.role(), "true");
  }

  private void rename(Tenant tenant, String role) {
    JdbcClient.create(database.worker())
        .sql(
            """
            alter role "%1$s" rename to "%2$s";
            alter schema "%1$s" rename to "%2$s";
            update control.tenant set role_name = '%2$s', schema_name = '%2$s' where id = '%3$s'
            """
                .formatted(tenant.role(), role, tenant.id()))
        .update();
  }

  @Test
  void answers410WhereTheTenantIsGoneThoughItsNameIsAnothers() {
    Tenant tenant = TestTenants.create(database, "leaving");
    register(tenant, "leaving.localhost", "ACTIVE");
    assertThat(get("leaving.localhost", "/items")).startsWith("HTTP/1.1 200");

    change(tenant.id(), "DELETING", 2);
    change(tenant.id(), "DELETED", 3);
    JdbcClient.create(database.worker())
        .sql("drop schema \"%1$s\" cascade; drop role \"%1$s\"".formatted(tenant.role()))
        .update();
    register(TestTenants.create(database, "leaving"), "successor.localhost", "ACTIVE");

    assertProblem(get("leaving.localhost", "/items"), 410, "tenant-gone");
    assertThat(get("successor.localhost", "/items")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /items?a=1&b=%20%C3%A9, /items?a=1&b=%20%C3%A9",
    "HEAD,   /,                      /",
    "POST,   /items,                 /items",
    "DELETE, /a/%2e%2e/b;c=d?,       /a/%2e%2e/b;c=d?",
    "GET,    //evil.example/x,       //evil.example/x",
    "GET,    /https://evil.example,  /https://evil.example",
    "GET,    http://before.localhost/x?y, /x?y",
  })
  void sendsRequestsForADomainOfThePastToTheTenantsPrimaryOne(
      String method, String target, String path) {
    redirecting("before.localhost");

    String answer =
        send(
            "%s %s HTTP/1.1\r\nHost: before.localhost\r\nX-Forwarded-Proto: ftp\r\n"
                    .formatted(method, target)
                + "X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 308")
        .contains("\r\nLocation: https://tienda-1.localhost:8443" + path + "\r\n")
        .contains("\r\nCache-Control: max-age=60\r\n")
        .doesNotContain(one.role());
  }

  private void redirecting(String domain) {
    database
        .admin()
        .sql(
            """
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at,
                                        redirect_until)
            values (:id, :domain, 'VERIFIED', false, now(), now(), now() + interval '1 day')
            on conflict do nothing
            """)
        .param("id", one.id())
        .param("domain", domain)
        .update();
  }

  @Test
  void redirectsNeitherTheActuatorNorATenantThatIsNotServed() {
    redirecting("past.localhost");
    assertProblem(get("past.localhost", "/actuator/health"), 404, "not-found");
    change(one.id(), "SUSPENDED", 1);
    try {
      assertProblem(get("past.localhost", "/items"), 403, "tenant-suspended");
    } finally {
      change(one.id(), "ACTIVE", 1);
    }
  }

  @Test
  void tellsWhoHasUsedUpThePlanWhatItAllows() {
    String answer = get("tienda-1.localhost", "/too-many");

    assertProblem(answer, 402, "limit-exceeded");
    assertThat(answer).contains("\"limit\":\"products\"", "\"allowed\":2", "\"used\":3");
  }

  @Test
  void carriesThePlansLimits() {
    JdbcClient admin = database.admin();
    admin
        .sql(
            "insert into control.plan (name, limits) values ('small', '{\"products\": 5, \"x\":"
                + " 1}')")
        .update();
    Tenant tenant = TestTenants.create(database, "limited");
    register(tenant, "limited.localhost", "ACTIVE");
    admin.sql("update control.tenant set plan = 'small' where id = ?").param(tenant.id()).update();

    assertThat(get("limited.localhost", "/limits")).contains("OptionalLong[5]");
    assertThat(get("tienda-1.localhost", "/limits")).contains("OptionalLong.empty");
  }
}
