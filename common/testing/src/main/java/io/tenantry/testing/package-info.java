/** Real infrastructure for tests: a database per test class, a broker, and ways to take it away. */
@org.jspecify.annotations.NullMarked
package io.tenantry.testing;
