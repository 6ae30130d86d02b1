/** The console's page about its own users. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.operators;
