/** Findings over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.operations.web;
