/** Data that all shops read and none writes. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.reference;
