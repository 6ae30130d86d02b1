/** Removing what has been kept long enough. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.retention;
