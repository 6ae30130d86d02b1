/** A tenant's events, told as they happen. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.stream;
