/** Customers over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.customers.web;
