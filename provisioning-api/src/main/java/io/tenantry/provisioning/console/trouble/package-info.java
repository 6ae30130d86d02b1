/** The console's pages about what does not go on by itself, and what can be done about it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.trouble;
