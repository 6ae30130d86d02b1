/** Whether what other services make is there yet. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.readiness;
