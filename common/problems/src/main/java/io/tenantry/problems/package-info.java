/** How a service answers what it refuses: RFC 9457 problems, strict JSON and bounded bodies. */
@org.jspecify.annotations.NullMarked
package io.tenantry.problems;
