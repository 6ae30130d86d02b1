package io.tenantry.migrations.dropping;

/**
 * One statement of a drop.
 *
 * @param sql may be repeated without harm
 * @param locks how many it takes, about
 * @param shared whether it locks a table that all tenants use
 */
record Drop(String sql, int locks, boolean shared) {}
