/** How many requests may come in a minute, counted by each instance for itself. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.ratelimit;
