package io.tenantry.provisioning.domains;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.TenantStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where domains lead, as the tenant application's login sees it. */
class RoutingViewIntegrationTests extends AbstractDomainTests {

  private record Route(
      String domain,
      UUID tenantId,
      String status,
      String primaryDomain,
      String limits,
      boolean redirect) {}

  @Test
  void leadsFromVerifiedDomainsToTheirTenant() {
    UUID tenant = shop();
    String domain = newDomain();
    String platforms = api().tenant(tenant).text("primaryDomain");
    add(tenant, domain);
    assertThat(route(domain)).isEmpty();

    trust(tenant, domain);

    assertThat(route(domain)).contains(new Route(domain, tenant, "ACTIVE", platforms, "{}", false));
    makePrimary(tenant, domain);
    assertThat(route(platforms))
        .contains(new Route(platforms, tenant, "ACTIVE", domain, "{}", false));
  }

  @Test
  void carriesThePlansLimits() {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.plan (name, limits) VALUES ('bounded', '{"products": 3}')
            ON CONFLICT DO NOTHING
            """)
        .update();
    UUID tenant =
        api().signUp("{\"name\": \"%s\", \"plan\": \"bounded\"}".formatted(unique("t"))).id();

    assertThat(route(api().tenant(tenant).text("primaryDomain")).orElseThrow().limits())
        .isEqualTo("{\"products\": 3}");
  }

  @Test
  void redirectsUntilTheTimeIsOver() {
    UUID tenant = shop();
    String platforms = api().tenant(tenant).text("primaryDomain");
    String old = newDomain();
    insertRedirect(tenant, old, Duration.ofHours(1));

    assertThat(route(old)).contains(new Route(old, tenant, "ACTIVE", platforms, "{}", true));

    update(tenant, old, "redirect_until = now()");
    assertThat(route(old)).isEmpty();
  }

  @Test
  void leadsToTheTombstoneOfADeletedTenant() {
    String domain = newDomain();
    UUID tenant = deleted(domain, true);
    String platforms = api().tenant(tenant).text("primaryDomain");

    assertThat(route(domain))
        .contains(new Route(domain, tenant, "DELETED", platforms, "{}", false));
    assertThat(route(platforms)).map(Route::status).contains("DELETED");
  }

  @Test
  void leadsNowhereFromADomainThatADeletedTenantNeverProved() {
    String domain = newDomain();
    deleted(domain, false);

    assertThat(route(domain)).isEmpty();
  }

  @Test
  void leadsToTheLatestOfSeveralDeletedTenants() {
    String domain = newDomain();
    deleted(domain, true);
    UUID second = deleted(domain, true);
    deleted(domain, false);

    assertThat(route(domain)).map(Route::tenantId).contains(second);
  }

  @Test
  void leadsToWhoHasProvedTheDomainSinceItWasReleased() {
    String domain = newDomain();
    UUID gone = deleted(domain, true);
    UUID heir = shop();
    assertThat(add(heir, domain).status()).isEqualTo(201);
    assertThat(route(domain)).map(Route::tenantId).contains(gone);

    trust(heir, domain);

    assertThat(route(domain)).map(Route::tenantId).contains(heir);
  }

  @Test
  void tellsTenantApplicationsOfDomainsByTheViewOnly() {
    assertThat(
            database
                .admin()
                .sql("SELECT has_table_privilege(:login, 'control.domain', 'SELECT')")
                .param("login", database.logins().app().name().value())
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  private UUID deleted(String domain, boolean proved) {
    // Ids of the same millisecond are in no order.
    clock.advance(Duration.ofMillis(1));
    UUID tenant = shop();
    add(tenant, domain);
    if (proved) {
      trust(tenant, domain);
      makePrimary(tenant, domain);
      makePrimary(tenant, api().get(path(tenant)).json().at("/items/1/domain").asString());
    }
    for (TenantStatus status : List.of(TenantStatus.DELETING, TenantStatus.DELETED)) {
      database
          .admin()
          .sql("UPDATE control.tenant SET status = :status WHERE id = :id")
          .param("status", status.name())
          .param("id", tenant)
          .update();
    }
    update(tenant, null, "status = 'RELEASED'");
    return tenant;
  }

  private void insertRedirect(UUID tenant, String domain, Duration time) {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.domain (tenant_id, name, status, created_at, verified_at, redirect_until)
            VALUES (:tenant, :name, 'VERIFIED', now(), now(), now() + :seconds * interval '1 second')
            """)
        .param("tenant", tenant)
        .param("name", domain)
        .param("seconds", time.toSeconds())
        .update();
  }

  private void update(UUID tenant, @Nullable String domain, String change) {
    database
        .admin()
        .sql(
            "UPDATE control.domain SET "
                + change
                + " WHERE tenant_id = :id AND (:name::text IS NULL OR name = :name)")
        .param("id", tenant)
        .param("name", domain)
        .update();
  }

  private Optional<Route> route(String domain) {
    return JdbcClient.create(database.app())
        .sql(
            """
            SELECT domain, tenant_id, status, primary_domain, limits, redirect
            FROM control.routing WHERE domain = :domain
            """)
        .param("domain", domain)
        .query(Route.class)
        .optional();
  }
}
