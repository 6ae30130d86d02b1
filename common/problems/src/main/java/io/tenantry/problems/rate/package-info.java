/** How many requests are granted in a minute, and what callers are told of it. */
@NullMarked
package io.tenantry.problems.rate;

import org.jspecify.annotations.NullMarked;
