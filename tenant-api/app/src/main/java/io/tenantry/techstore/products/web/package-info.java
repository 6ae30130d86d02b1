/** Categories, products and their stock over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.products.web;
