/** Tenants over HTTP: one, and pages of them. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.tenants.web;
