package io.tenantry.migrations;

import io.tenantry.registry.SqlIdentifier;

/**
 * The rights that {@link TenantSchemaBuilder} gives, as SQL that brings a schema which is there
 * already to the same state.
 */
public final class TenantRights {

  /** The name of each schema's history, which no tenant may read. */
  public static final String HISTORY = HistoryTable.NAME;

  private TenantRights() {}

  /**
   * What the tenant's role and the application's login may do; may be repeated.
   *
   * @param schema the name of schema and role, which both exist
   */
  public static String sql(SqlIdentifier schema, SqlIdentifier appLogin) {
    return """
    REVOKE %1$s FROM %2$s;
    GRANT %1$s TO %2$s;
    REVOKE ALL ON SCHEMA %1$s FROM PUBLIC, %1$s;
    GRANT USAGE ON SCHEMA %1$s TO %1$s;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %1$s TO %1$s;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA %1$s TO %1$s;
    ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s;
    ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT USAGE ON SEQUENCES TO %1$s;
    DO $tenantry$ BEGIN
      REVOKE ALL ON %1$s.%3$s FROM PUBLIC, %1$s;
    EXCEPTION WHEN undefined_table THEN NULL;
    END $tenantry$;
    """
        .formatted(schema.quoted(), appLogin.quoted(), new SqlIdentifier(HISTORY).quoted());
  }
}
