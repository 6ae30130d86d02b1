package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.Tenant;
import io.tenantry.tenancy.TenantScope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What goes before a statement and moves its transaction into the tenant, or fails. A name alone
 * would not do: after a rename another tenant may have it. So the role that bears it has to be the
 * one of that number, and its schema the one that names are looked up in.
 *
 * @param commented whether the statement says in a comment whose it is
 */
record SwitchStatement(TenantScope scope, boolean commented) {

  private static final String TENANT =
      "select case when current_schema() = tenant and pg_has_role(%s, 'MEMBER') then tenant"
          + " else set_config('role', 'not ' || tenant, true) end"
          + " from set_config('role', %s, true) as tenant;";
  private static final String PREPARED_TENANT = TENANT.formatted("?", "?");
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9_-]");
  private static final String PUBLIC = "select set_config('role', 'none', true);";

  /** With the parameters that {@link #fill} gives it. */
  String prepared() {
    return switch (scope) {
      case TenantScope.InTenant _ -> PREPARED_TENANT + comment();
      case TenantScope.InPublic _ -> PUBLIC;
    };
  }

  /** Goes before the statement itself, and makes its text the tenant's own. */
  String comment() {
    return commented && scope instanceof TenantScope.InTenant(Tenant tenant)
        ? "/* tenant=" + UNUSUAL.matcher(tenant.schemaName()).replaceAll("?") + " */ "
        : "";
  }

  /** How many parameters come before the statement's own. */
  int parameters() {
    return switch (scope) {
      case TenantScope.InTenant _ -> 2;
      case TenantScope.InPublic _ -> 0;
    };
  }

  void fill(PreparedStatement statement) throws SQLException {
    if (scope instanceof TenantScope.InTenant(Tenant tenant)) {
      statement.setLong(1, tenant.roleId());
      statement.setString(2, tenant.role());
    }
  }

  /** For a statement that has no parameters. */
  String literal() {
    return switch (scope) {
      case TenantScope.InTenant(Tenant tenant) ->
          TENANT.formatted(tenant.roleId(), "'" + tenant.role().replace("'", "''") + "'")
              + comment();
      case TenantScope.InPublic _ -> PUBLIC;
    };
  }

  /** Tells the switch's own failure from one of the statement that it travelled with. */
  boolean failedIn(SQLException e) {
    return e instanceof PSQLException failed
        && failed.getServerErrorMessage() instanceof ServerErrorMessage server
        && server.getRoutine() instanceof String routine
        && (routine.equals("call_string_check_hook") || routine.equals("check_role"))
        && server.getMessage() instanceof String message
        && message.contains(scope.role());
  }
}
