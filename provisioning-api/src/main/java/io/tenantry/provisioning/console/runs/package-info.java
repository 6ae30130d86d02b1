/** The console's pages about migration runs: what one would do, how far it is, and its failures. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.runs;
