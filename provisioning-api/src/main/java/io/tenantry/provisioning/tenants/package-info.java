/** Tenants as callers see them. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.tenants;
