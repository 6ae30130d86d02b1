package io.tenantry.tenancy.connection;

/**
 * What is the same for all connections of an application.
 *
 * @param commented whether statements say in a comment whose they are
 */
record Switching(
    TenantPools pools, RefusedTenants refusals, Retirement retirement, boolean commented) {}
