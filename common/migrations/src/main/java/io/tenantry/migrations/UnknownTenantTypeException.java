package io.tenantry.migrations;

/** There are no versioned scripts for a tenant type. */
public final class UnknownTenantTypeException extends RuntimeException {

  UnknownTenantTypeException(String type, ScriptLocations locations) {
    super(
        "no versioned scripts for tenant type '%s' in the folders %s of %s"
            .formatted(type, locations.foldersOf(type), locations.migrations()));
  }
}
