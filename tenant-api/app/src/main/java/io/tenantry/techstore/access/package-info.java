/** Log-in, and the tokens that show it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.access;
