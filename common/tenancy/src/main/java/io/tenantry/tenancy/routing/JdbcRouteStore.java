package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the control plane's view of routes as the application's login, without a tenant. */
final class JdbcRouteStore implements RouteStore {

  private static final String FIND =
      """
      select tenant_id, name, schema_name, role_name, type, plan, primary_domain, schema_version,
             status, sequence
        from control.routing
       where domain = :domain
      """;

  private final JdbcClient jdbc;

  JdbcRouteStore(DataSource pool, Duration timeout) {
    JdbcTemplate template = new JdbcTemplate(pool);
    template.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
    jdbc = JdbcClient.create(template);
  }

  @Override
  public Optional<Route> find(String domain) {
    return jdbc.sql(FIND).param("domain", domain).query(JdbcRouteStore::route).optional();
  }

  private static Route route(ResultSet row, int index) throws SQLException {
    Tenant tenant =
        new Tenant(
            row.getObject("tenant_id", UUID.class),
            row.getString("name"),
            row.getString("schema_name"),
            row.getString("role_name"),
            row.getString("type"),
            row.getString("plan"),
            row.getString("primary_domain"),
            row.getString("schema_version"));
    return new Route(tenant, RouteStatus.valueOf(row.getString("status")), row.getLong("sequence"));
  }
}
