/** Where a workshop repairs: what tenants of that type have and others do not. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.benches;
