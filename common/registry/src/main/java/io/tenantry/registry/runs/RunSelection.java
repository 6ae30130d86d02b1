package io.tenantry.registry.runs;

import io.tenantry.registry.TenantId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the tenants that are behind a run is about.
 *
 * @param types only those of these types; null for all
 * @param tenants only these; null for all
 * @param canaries those that come first, and of which none may fail
 */
public record RunSelection(
    @Nullable Set<String> types, @Nullable List<TenantId> tenants, List<TenantId> canaries) {

  /** Everybody. */
  public static final RunSelection ALL = new RunSelection(null, null, List.of());

  /** Those of some types. */
  public static RunSelection ofTypes(Set<String> types) {
    return new RunSelection(types, null, List.of());
  }
}
