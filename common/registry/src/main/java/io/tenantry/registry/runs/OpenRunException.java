package io.tenantry.registry.runs;

/** The tenants that a run was to be about are in other runs that have not ended. */
public final class OpenRunException extends RuntimeException {

  OpenRunException() {
    super("all tenants that are behind are in a run that has not ended");
  }
}
