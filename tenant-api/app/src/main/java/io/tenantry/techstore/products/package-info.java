/** What a shop sells and keeps in stock. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.products;
