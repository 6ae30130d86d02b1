/** Preferences over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.preferences.web;
