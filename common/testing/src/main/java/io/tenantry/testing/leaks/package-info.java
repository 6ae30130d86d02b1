/** A harness that looks for rows of one tenant in the hands of another, in any application. */
@org.jspecify.annotations.NullMarked
package io.tenantry.testing.leaks;
