package io.tenantry.tenancy.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A statement that was prepared in another tenant, or before a migration, may have another result
 * by now. The pool takes the server's refusal for a broken connection; the driver has just noted to
 * prepare it anew.
 */
final class StaleStatements implements SQLExceptionOverride {

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    return isStale(e) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
  }

  static boolean isStale(SQLException e) {
    return PSQLState.NOT_IMPLEMENTED.getState().equals(e.getSQLState())
        && e instanceof PSQLException failed
        && failed.getServerErrorMessage() != null
        && "RevalidateCachedQuery".equals(failed.getServerErrorMessage().getRoutine());
  }
}
