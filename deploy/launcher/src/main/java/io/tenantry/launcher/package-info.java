/**
 * Starts the product on one machine: servers, logins, services, and a tour that proves it works.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.launcher;
