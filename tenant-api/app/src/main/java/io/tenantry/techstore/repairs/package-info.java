/** Repair orders: their states, notes, parts, labour, and what the customer may see of them. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.repairs;
