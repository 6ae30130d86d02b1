package io.tenantry.provisioning.migrations;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tenant types as the workers have registered them. */
@Repository
public class TenantTypes {

  private static final String SELECT =
      """
      SELECT y.name, y.version, y.fingerprint, y.scripts::text AS scripts, y.updated_at,
             (SELECT count(*) FROM control.tenant t
              WHERE t.type = y.name AND t.status IN ('ACTIVE', 'TRIAL', 'SUSPENDED')) AS tenants,
             (SELECT count(*) FROM control.tenant_behind b WHERE b.type = y.name) AS behind
      FROM control.tenant_type y
      WHERE y.fingerprint <> ''
      """;

  private final JdbcClient jdbc;

  TenantTypes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All, by name: there are as many as folders of scripts. */
  public List<TenantType> all() {
    return jdbc.sql(SELECT + "ORDER BY y.name LIMIT 500").query(TenantType.class).list();
  }

  /** The names of all, without counting their tenants. */
  public List<String> names() {
    return jdbc.sql(
            """
            SELECT name FROM control.tenant_type WHERE fingerprint <> '' ORDER BY name LIMIT 500
            """)
        .query(String.class)
        .list();
  }

  public Optional<TenantType> find(String name) {
    return jdbc.sql(SELECT + "AND y.name = :name")
        .param("name", name)
        .query(TenantType.class)
        .optional();
  }
}
