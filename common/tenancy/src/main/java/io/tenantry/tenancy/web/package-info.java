/** The edge: finds the tenant of a request, lets it in or not, and binds it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tenancy.web;
