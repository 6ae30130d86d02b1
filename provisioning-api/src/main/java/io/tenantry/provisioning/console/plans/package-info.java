/** The console's page about what tenants can subscribe to. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.plans;
