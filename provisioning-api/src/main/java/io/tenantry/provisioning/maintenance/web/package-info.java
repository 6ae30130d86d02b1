/** Maintenance over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.maintenance.web;
