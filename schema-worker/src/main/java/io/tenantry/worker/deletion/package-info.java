/** Drops the schemas of tenants whose grace period is over. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.deletion;
