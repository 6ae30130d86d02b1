/** What operators look after: findings of the reconciler, and their repair. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.operations;
