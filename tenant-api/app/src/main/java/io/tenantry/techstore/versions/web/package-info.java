/** Versions over HTTP: entity tags and preconditions. */
@org.jspecify.annotations.NullMarked
package io.tenantry.techstore.versions.web;
