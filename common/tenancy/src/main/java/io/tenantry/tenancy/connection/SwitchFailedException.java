package io.tenantry.tenancy.connection;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * The database refused to become the tenant, because its role is gone; no statement of the tenant
 * ran. A rename alone does not lead here. Transient, since the next request reads its route anew.
 */
public final class SwitchFailedException extends SQLTransientConnectionException {

  SwitchFailedException(String role, SQLException cause) {
    super("cannot become the tenant's role \"" + role + '"', cause.getSQLState(), cause);
  }
}
