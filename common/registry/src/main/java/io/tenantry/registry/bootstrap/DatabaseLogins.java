package io.tenantry.registry.bootstrap;

import java.util.List;
import java.util.Set;

/**
 * The three logins that the services use.
 *
 * @param control provisioning-api's: the schema {@code control} only
 * @param worker schema-worker's: makes roles, creates and owns schemas
 * @param app tenant-api's: nothing of its own, member of the tenants' roles
 */
public record DatabaseLogins(DatabaseLogin control, DatabaseLogin worker, DatabaseLogin app) {

  /**
   * @throws IllegalArgumentException if two logins bear the same name
   */
  public DatabaseLogins {
    if (Set.copyOf(List.of(control.name(), worker.name(), app.name())).size() < 3) {
      throw new IllegalArgumentException("the three logins need three names");
    }
  }

  List<DatabaseLogin> all() {
    return List.of(control, worker, app);
  }
}
