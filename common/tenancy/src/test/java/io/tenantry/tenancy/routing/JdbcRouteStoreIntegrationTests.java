package io.tenantry.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TestTenants;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application's login reads of the control plane. */
class JdbcRouteStoreIntegrationTests {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.withControlSchema();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static UUID register(String name, String role, RouteStatus status) {
    UUID id = UUID.randomUUID();
    JdbcClient.create(database.worker())
        .sql(
            """
            with tenant as (
              insert into control.tenant (id, name, schema_name, role_name, type, plan, status,
                                          sequence, created_at)
              values (:id, :name, :name, :role, 'default', 'free', :status, 1, now())
              returning id)
            insert into control.domain (tenant_id, name, status, is_primary, created_at, verified_at)
            select id, :name || :suffix, 'VERIFIED', true, now(), now() from tenant
            """)
        .param("id", id)
        .param("name", name)
        .param("role", role)
        .param("status", status.name())
        .param("suffix", "." + status.name().toLowerCase(Locale.ROOT))
        .update();
    return id;
  }

  private static Tenant find(String domain) {
    return new JdbcRouteStore(database.app(), TIMEOUT)
        .find(new RouteKey.OfDomain(domain))
        .orElseThrow()
        .tenant();
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheNumberOfARoleThatIsTheTenantsForSure(RouteStatus status) throws SQLException {
    String name = "shop_" + status.name().toLowerCase(Locale.ROOT);
    Tenant made = TestTenants.create(database, name);
    UUID id = register(name, made.role(), status);

    Tenant found = find(name + "." + status.name().toLowerCase(Locale.ROOT));

    assertThat(found.id()).isEqualTo(id);
    assertThat(found.role()).isEqualTo(made.role());
    assertThat(found.roleId())
        .isEqualTo(
            switch (status) {
              case ACTIVE, TRIAL, SUSPENDED -> made.roleId();
              case PENDING, FAILED, DELETING, DELETED -> 0;
            });
    assertThat(reread(id)).contains(found);
    assertThat(directory().find(id)).isEqualTo(Optional.of(found).filter(t -> t.roleId() != 0));
  }

  private static TenantDirectory directory() {
    var store = new JdbcRouteStore(database.app(), TIMEOUT);
    var settings = new RoutingProperties(TIMEOUT, TIMEOUT, 100, 100, 4, 100);
    var meters = new RoutingMeters(new SimpleMeterRegistry());
    var loader = new RouteLoader(store, settings, meters);
    return new TenantDirectory(new Routes(settings, loader, meters, Ticker.systemTicker()), store);
  }

  private static Optional<Tenant> reread(UUID id) throws SQLException {
    try (Connection connection = database.app().getConnection()) {
      return JdbcRouteStore.find(id, connection, TIMEOUT);
    }
  }

  @Test
  void doesNotTakeASuccessorsRoleForTheTenantsThatIsGone() {
    UUID gone = register("reused", database.schemaPrefix() + "reused", RouteStatus.DELETED);
    Tenant successor = TestTenants.create(database, "reused");
    UUID id = register("reused", successor.role(), RouteStatus.ACTIVE);

    assertThat(find("reused.deleted"))
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(gone);
              assertThat(found.roleId()).isZero();
            });
    assertThat(find("reused.active"))
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo(id);
              assertThat(found.roleId()).isEqualTo(successor.roleId());
            });
  }

  @Test
  void knowsNoTenantThatIsNowhere() throws SQLException {
    assertThat(reread(UUID.randomUUID())).isEmpty();
    assertThat(directory().find(UUID.randomUUID())).isEmpty();
  }
}
