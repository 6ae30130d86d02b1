/** Numbers for operators. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.metrics;
