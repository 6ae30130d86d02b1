/** The domains of tenants: which they have, which is the primary one, and what they are for. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.domains;
