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
    return named(role.value());
  }

  public static Tenant named(String role) {
    return new Tenant(
        UUID.randomUUID(), role, role, role, "default", "free", role + ".localhost", "1");
  }
}
