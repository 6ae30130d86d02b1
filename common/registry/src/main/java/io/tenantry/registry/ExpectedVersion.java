package io.tenantry.registry;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a tenant somebody saw who now wants to change it; a tenant's version is the
 * number of its last event.
 *
 * @param versions one of which must be the tenant's; null for whatever it is
 */
public record ExpectedVersion(@Nullable Set<Long> versions) {

  /** Whatever the tenant's version is. */
  public static final ExpectedVersion ANY = new ExpectedVersion(null);

  public ExpectedVersion {
    versions = versions == null ? null : Set.copyOf(versions);
  }

  /** Exactly this version. */
  public static ExpectedVersion of(long version) {
    return new ExpectedVersion(Set.of(version));
  }

  boolean holds(long version) {
    return versions == null || versions.contains(version);
  }
}
