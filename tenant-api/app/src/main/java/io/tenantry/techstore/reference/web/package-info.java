/** Reference data over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.reference.web;
