package io.tenantry.tenancy.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenancy.CurrentTenant;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.routing.RouteKey;
import io.tenantry.tenancy.routing.Routes;
import io.tenantry.testing.TestDatabase;
import io.tenantry.testing.WithInfrastructure;
import io.tenantry.testing.leaks.LeakHarness;
import io.tenantry.testing.tenants.TenantClient;
import io.tenantry.testing.tenants.TenantTest;
import io.tenantry.testing.tenants.TestTenant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The test kit as an application's developer uses it. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.username=${TENANTRY_DB_APP_USER}",
      "spring.datasource.password=${TENANTRY_DB_APP_PASSWORD}",
      "tenantry.messaging.prefix=${TENANTRY_MESSAGING_PREFIX}"
    },
    classes = BookShop.class)
@WithInfrastructure
@TenantTest
class TenantTestIntegrationTests {

  @Autowired private Routes routes;

  @Test
  void showsEachShopItsOwnBooks(TenantClient shop, TenantClient other) {
    shop.post("/books", new BookShop.NewBook("Emma")).expect(201);

    assertThat(shop.get("/books").expect(200).as(String[].class)).containsExactly("Emma");
    assertThat(other.get("/books").expect(200).as(String[].class)).isEmpty();
  }

  @Test
  void startsWithNoBooks(TenantClient shop) {
    assertThat(shop.get("/books").expect(200).json()).isEmpty();
    shop.post("/books", "{\"title\":\"Emma\"}").expect(201);
  }

  @Test
  void asksOnTheTenantsDomain(TenantClient shop, TestTenant tenant) {
    assertThat(shop.get("/name").expect(200).text()).isEqualTo(tenant.schemaName());
    shop.on("nobody.example").get("/name").expect(404);
    assertThat(shop.get("/name").header("Content-Type")).startsWith("text/plain");
  }

  @Test
  void sendsWhatItWasGivenInEveryRequest(TenantClient shop) {
    TenantClient named = shop.with("Authorization", "Bearer abc");

    assertThat(named.get("/authorization").text()).isEqualTo("Bearer abc");
    assertThat(named.get("/authorization").text()).isEqualTo("Bearer abc");
    shop.get("/authorization").expect(400);
  }

  @Test
  void showsNoShopAnothersRows(
      TestTenant a, TestTenant b, TestTenant c, TestDatabase database, @Autowired DataSource pool) {
    List<Tenant> shops = Stream.of(a, b, c).map(this::shop).toList();

    LeakHarness.of(shops, Tenant::role, CurrentTenant::run)
        .operations(1_000)
        .run(pool, database.worker())
        .assertNoLeak();
  }

  private Tenant shop(TestTenant tenant) {
    return routes.find(new RouteKey.OfDomain(tenant.domain())).orElseThrow().tenant();
  }
}
