/** The control plane's tables: tenants, their domains and plans, and the status machine. */
@org.jspecify.annotations.NullMarked
package io.tenantry.registry;
