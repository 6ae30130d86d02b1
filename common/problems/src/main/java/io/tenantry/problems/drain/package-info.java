/** Leaving without a failed request: readiness goes first, the server after a while. */
@org.jspecify.annotations.NullMarked
package io.tenantry.problems.drain;
