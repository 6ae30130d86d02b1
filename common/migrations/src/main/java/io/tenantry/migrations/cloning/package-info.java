/** Copies a tenant's schema, with or without its rows, while the tenant goes on working. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations.cloning;
