/** From a pending clone to an active tenant with another one's schema, and rows. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.cloning;
