/** Waking those in this instance who wait for a tenant to change. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.signals;
