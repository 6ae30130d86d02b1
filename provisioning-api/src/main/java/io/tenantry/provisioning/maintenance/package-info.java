/** Keeping a tenant's users out for a while, but for who has a link. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.maintenance;
