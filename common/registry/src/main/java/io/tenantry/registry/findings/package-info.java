/** The words for what the reconciler finds and what can be done about it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.registry.findings;
