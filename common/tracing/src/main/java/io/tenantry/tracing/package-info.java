/** Traces that messages carry on, where a tracer is there and turned on; else nothing at all. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tracing;
