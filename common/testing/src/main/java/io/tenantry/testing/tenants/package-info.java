/** A tenant of its own for each test, and a client that asks on its domain. */
@org.jspecify.annotations.NullMarked
package io.tenantry.testing.tenants;
