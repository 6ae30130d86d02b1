/** Which tenant a domain belongs to, remembered for a while and forgotten on every change. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tenancy.routing;
