/** Whether the control plane's tables are there yet. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.readiness;
