/** The console's first page: how the installation is, at a glance. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.console.overview;
