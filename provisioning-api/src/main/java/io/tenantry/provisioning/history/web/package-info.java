/** Histories over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.history.web;
