/** Work orders as they come from the broker: each goes to the one whose work it is. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.orders;
