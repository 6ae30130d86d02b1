/** What tenants used, by day, as their application reports it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.usage;
