/** How fast the product is: each time beside a reference that is measured in the same run. */
@org.jspecify.annotations.NullMarked
package io.tenantry.bench;
