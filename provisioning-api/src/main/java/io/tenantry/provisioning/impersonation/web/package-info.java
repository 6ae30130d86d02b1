/** Impersonation over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.impersonation.web;
