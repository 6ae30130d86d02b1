/** The console's page about who did what. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.audit;
