/** The ways into the console. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.login;
