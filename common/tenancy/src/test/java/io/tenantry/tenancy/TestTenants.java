package io.tenantry.tenancy;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.testing.TestDatabase;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes tenants as the worker does, each with a small table and one row that tells whose it is. */
public final class TestTenants {

  private static final String ITEMS =
      """
      create table %1$s.item (
        id bigint generated always as identity primary key,
        name text not null unique,
        price numeric(12, 2));
      insert into %1$s.item (name) values ('%2$s');
      """;

  private TestTenants() {}

  public static Tenant create(TestDatabase database, String name) {
    SqlIdentifier role = database.emptyTenant(name);
    JdbcClient.create(database.worker()).sql(ITEMS.formatted(role.quoted(), role.value())).update();
    return called(UUID.randomUUID(), role.value(), idOf(database, role.value()));
  }

  /** The number of a role, which a route carries along. */
  public static long idOf(TestDatabase database, String role) {
    return JdbcClient.create(database.worker())
        .sql("select oid from pg_roles where rolname = ?")
        .param(role)
        .query(Long.class)
        .single();
  }

  /** A tenant that the database does not have. */
  public static Tenant named(String role) {
    return called(UUID.randomUUID(), role, 0);
  }

  /** The same tenant with another name of its role and schema. */
  public static Tenant renamed(Tenant tenant, String role) {
    return called(tenant.id(), role, tenant.roleId());
  }

  private static Tenant called(UUID id, String role, long roleId) {
    return new Tenant(
        id, role, role, role, roleId, "default", "free", PlanLimits.NONE, role + ".localhost", "1");
  }
}
