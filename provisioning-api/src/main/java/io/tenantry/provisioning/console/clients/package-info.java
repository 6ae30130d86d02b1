/** The console's page about API clients and their keys, for administrators. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.clients;
