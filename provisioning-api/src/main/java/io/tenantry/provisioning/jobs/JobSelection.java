package io.tenantry.provisioning.jobs;

import io.tenantry.registry.TenantId;
import java.util.List;

/** Which tenants a job run is about. */
public sealed interface JobSelection {

  /** All that are active. */
  record All() implements JobSelection {}

  /** All of a type that are active. */
  record OfType(String type) implements JobSelection {}

  /** These; those of them that are not active are skipped. */
  record These(List<TenantId> tenants) implements JobSelection {}
}
