/** Callers who would like to wait for what a worker does to their tenant. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.waiting;
