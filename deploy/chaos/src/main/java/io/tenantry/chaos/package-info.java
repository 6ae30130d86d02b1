/** Runs the product under faults and says which of its promises did not hold. */
@NullMarked
package io.tenantry.chaos;

import org.jspecify.annotations.NullMarked;
