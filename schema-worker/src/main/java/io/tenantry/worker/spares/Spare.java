package io.tenantry.worker.spares;

import io.tenantry.registry.SchemaVersion;
import io.tenantry.registry.SqlIdentifier;

/** A finished schema that is nobody's. */
record Spare(SqlIdentifier role, SchemaVersion version) {}
