/** Links by which operators come into a tenant's application as its owner. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.impersonation;
