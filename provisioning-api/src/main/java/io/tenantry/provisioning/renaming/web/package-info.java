/** Renames over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.renaming.web;
