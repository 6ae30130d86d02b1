/** Domains over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.domains.web;
