/** Who brings devices for repair. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.customers;
