/** The console's pages about tenants. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.tenants;
