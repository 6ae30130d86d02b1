/** Requests over HTTP from a process of their own, so that what sends them is not measured. */
@org.jspecify.annotations.NullMarked
package io.tenantry.bench.load;
