package io.tenantry.worker.migrating;

import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tenants of a run that this worker has taken for a while.
 *
 * @param id tells this claim from others
 */
record Claim(UUID run, UUID id, List<Claimed> tenants) {

  /**
   * One of them.
   *
   * @param schema its schema, as it was called when it was claimed
   * @param attempts how often it was claimed, this time included
   * @param refusals how often it was busy
   */
  record Claimed(
      UUID tenant,
      SqlIdentifier schema,
      String type,
      @Nullable String fromVersion,
      int attempts,
      int refusals) {}

  boolean isEmpty() {
    return tenants.isEmpty();
  }
}
