/**
 * Migration runs carried out: batches of tenants are claimed, each migrated in a transaction of its
 * own.
 */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.migrating;
