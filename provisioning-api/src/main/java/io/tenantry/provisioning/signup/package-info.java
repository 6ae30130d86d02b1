/**
 * From a request for a tenant to its row: rules, names, idempotency, and the wait for its schema.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.signup;
