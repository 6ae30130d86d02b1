/** From a pending tenant to an active one, or to one that failed with a reason. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.provisioning;
