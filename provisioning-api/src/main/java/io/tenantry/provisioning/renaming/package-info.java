/** Gives tenants other names, by order to a worker. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.renaming;
