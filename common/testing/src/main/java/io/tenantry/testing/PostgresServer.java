package io.tenantry.testing;

import io.tenantry.registry.bootstrap.PostgresUrl;

/**
 * A PostgreSQL server for tests.
 *
 * @param admin a user who may create databases and roles
 * @param shared whether it outlives the tests, so that they have to tidy up after themselves
 * @param description what it is, for people
 */
public record PostgresServer(PostgresUrl admin, boolean shared, String description) {}
