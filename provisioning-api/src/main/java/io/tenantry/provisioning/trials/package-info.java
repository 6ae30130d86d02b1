/** Trials end by themselves. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.trials;
