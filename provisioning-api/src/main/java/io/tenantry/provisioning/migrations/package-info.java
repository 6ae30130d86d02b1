/** Migration runs as operators start and follow them. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.migrations;
