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
 * @param untried only those that no run has tried to bring to these scripts yet
 */
public record RunSelection(
    @Nullable Set<String> types,
    @Nullable List<TenantId> tenants,
    List<TenantId> canaries,
    boolean untried) {

  /** Everybody. */
  public static final RunSelection ALL = new RunSelection(null, null, List.of(), false);

  /** Those of some types that nobody has tried yet. */
  public static RunSelection untried(Set<String> types) {
    return new RunSelection(types, null, List.of(), true);
  }
}
