/** Benches over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.benches.web;
