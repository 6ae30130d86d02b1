/**
 * Jobs of tenant applications: runs over tenants, by order or by schedule. The rows say what is to
 * be done; messages carry it there and back.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.jobs;
