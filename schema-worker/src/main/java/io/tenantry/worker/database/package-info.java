/** The control plane's and the shared schema, migrated before any other work. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.database;
