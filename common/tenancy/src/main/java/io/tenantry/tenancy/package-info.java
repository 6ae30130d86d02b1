/** Which tenant the running code works for: read by everyone, bound at the edge only. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tenancy;
