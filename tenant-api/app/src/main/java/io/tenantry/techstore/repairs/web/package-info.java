/** Repair orders over HTTP, and the public page that shows how one goes. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.repairs.web;
