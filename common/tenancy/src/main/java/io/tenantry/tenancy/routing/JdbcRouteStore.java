package io.tenantry.tenancy.routing;

import io.tenantry.tenancy.PlanLimits;
import io.tenantry.tenancy.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

  // Names and numbers of roles as of the same moment as the route. While its schema is not built,
  // or no longer there, a role of the tenant's name may be somebody else's.
  private static final String ROUTES =
      """
      select r.tenant_id, r.name, r.schema_name, r.role_name, coalesce(a.oid, 0) as role_id, r.type,
             r.plan, r.limits, r.primary_domain, r.schema_version, r.status, r.redirect, r.sequence,
             m.bypass
        from control.routing r
        left join control.maintenance m on m.tenant_id = r.tenant_id
        left join pg_catalog.pg_roles a
          on a.rolname = r.role_name::name and r.status in ('ACTIVE', 'TRIAL', 'SUSPENDED')
      """;
  private static final String OF_DOMAIN = ROUTES + " where r.domain = ?";
  // A tenant has a route for each domain; the tenant is the same in all, and no one's domain was
  // asked for.
  private static final String OF_SCHEMA_NAME =
      ROUTES + " where r.schema_name = ? and r.status <> 'DELETED' order by r.redirect limit 1";
  private static final String OF_TENANT =
      ROUTES + " where r.tenant_id = ? order by r.redirect limit 1";

  private final JdbcClient jdbc;

  JdbcRouteStore(DataSource pool, Duration timeout) {
    JdbcTemplate template = new JdbcTemplate(pool);
    template.setQueryTimeout(Math.toIntExact(Math.max(1, timeout.toSeconds())));
    jdbc = JdbcClient.create(template);
  }

  @Override
  public Optional<Route> find(RouteKey key) {
    JdbcClient.StatementSpec query =
        switch (key) {
          case RouteKey.OfDomain(String domain) -> jdbc.sql(OF_DOMAIN).param(domain);
          case RouteKey.OfSchemaName(String name) -> jdbc.sql(OF_SCHEMA_NAME).param(name);
          case RouteKey.OfId(UUID id) -> jdbc.sql(OF_TENANT).param(id);
        };
    return query.query(JdbcRouteStore::route).optional();
  }

  static Optional<Tenant> find(UUID tenant, Connection connection, Duration timeout)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OF_TENANT)) {
      query.setQueryTimeout(seconds(timeout));
      query.setObject(1, tenant);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(route(row, 0).tenant()) : Optional.empty();
      }
    }
  }

  private static int seconds(Duration timeout) {
    return Math.toIntExact(Math.max(1, timeout.toSeconds()));
  }

  private static Route route(ResultSet row, int index) throws SQLException {
    Tenant tenant =
        new Tenant(
            row.getObject("tenant_id", UUID.class),
            row.getString("name"),
            row.getString("schema_name"),
            row.getString("role_name"),
            row.getLong("role_id"),
            row.getString("type"),
            row.getString("plan"),
            PlanLimits.parse(row.getString("limits")),
            row.getString("primary_domain"),
            row.getString("schema_version"));
    return new Route(
        tenant,
        RouteStatus.valueOf(row.getString("status")),
        row.getBoolean("redirect"),
        row.getLong("sequence"),
        row.getString("bypass"));
  }
}
