/** Operators over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.operators.web;
