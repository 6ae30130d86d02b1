/** Reads a tenant type's Flyway scripts once and replays them in one round trip. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations;
