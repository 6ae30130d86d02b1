package io.tenantry.tenancy.connection;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The database refused to become the tenant, because its role is gone or was renamed; no statement
 * of the tenant ran. Transient, since the route is read again for the next request.
 */
public final class SwitchFailedException extends SQLTransientConnectionException {

  SwitchFailedException(String role, SQLException cause) {
    super("cannot become the tenant's role \"" + role + '"', cause.getSQLState(), cause);
  }
}
