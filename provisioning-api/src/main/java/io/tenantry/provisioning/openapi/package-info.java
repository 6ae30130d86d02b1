/** The description of the API for machines. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.openapi;
