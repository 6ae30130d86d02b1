package io.tenantry.provisioning.migrations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, as far as the registry knows.
 *
 * @param inOpenRun how many of the tenants are in a run already that has not ended
 */
public record MigrationPlan(long total, long inOpenRun, List<OfType> types) {

  /** Tenants of one type. */
  public record OfType(
      String type, String version, String fingerprint, long tenants, List<From> from) {}

  /**
   * Tenants that are at the same version.
   *
   * @param version null if nobody knows it
   * @param scripts those that are newer; of those that may be repeated, those that changed run too
   */
  public record From(@Nullable String version, long tenants, List<String> scripts) {}
}
