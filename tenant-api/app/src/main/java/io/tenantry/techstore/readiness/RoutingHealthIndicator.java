package io.tenantry.techstore.readiness;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Shows, as {@code routing}, whether the database answers and the worker has made what this program
 * reads without a tenant.
 */
@Component
class RoutingHealthIndicator implements HealthIndicator {

  private static final String ROUTES =
      """
      select domain, tenant_id, role_name, schema_name, name, type, plan, status, sequence,
             primary_domain, schema_version, limits, redirect
        from control.routing
       limit 0
      """;
  private static final String SHARED = "select code, name, symbol, decimals from currency limit 0";

  private final JdbcClient jdbc;
  private final boolean hasRoutes;

  RoutingHealthIndicator(
      @Qualifier("dataSource") DataSource pool,
      @Value("${tenantry.enabled:true}") boolean hasRoutes) {
    jdbc = JdbcClient.create(pool);
    this.hasRoutes = hasRoutes;
  }

  @Override
  public Health health() {
    try {
      if (hasRoutes) {
        jdbc.sql(ROUTES).query().listOfRows();
      }
      jdbc.sql(SHARED).query().listOfRows();
      return Health.up().build();
    } catch (BadSqlGrammarException e) {
      return missing("the schemas control and public, which the worker migrates");
    } catch (DataAccessException e) {
      return missing("the database, which does not answer");
    }
  }

  private static Health missing(String need) {
    return Health.outOfService().withDetail("missing", need).build();
  }
}
