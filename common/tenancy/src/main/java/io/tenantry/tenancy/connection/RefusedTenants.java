package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What to do about a tenant that the database refused to become. */
public interface RefusedTenants {

  /** What is remembered of this tenant is void. */
  void refused(Tenant tenant);

  /**
   * The same tenant as it is called now; empty if there is none.
   *
   * @param connection of the application's bare login, to be used for this question and left open:
   *     with a second one for each, a full pool would wait for itself
   */
  Optional<Tenant> reread(UUID tenant, Connection connection) throws SQLException;
}
