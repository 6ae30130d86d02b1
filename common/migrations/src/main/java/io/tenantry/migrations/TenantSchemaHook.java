package io.tenantry.migrations;

import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.registry.SqlIdentifier;

/**
 * What a module of tenant tables does around the work on a schema, beside its scripts. Hooks are
 * beans, called in their order, inside the transaction that does the work: what they write over the
 * same data source commits with it, and an exception undoes it all. Where Flyway runs a tenant's
 * scripts, each hook is in a transaction of its own instead.
 *
 * <p>They run as the worker's login, which owns the tenant's tables. In the {@code after…} methods
 * and in {@link #beforeMigrate} the schema is first in the search path. A schema may be built as a
 * spare, long before a tenant gets it and under another name: don't keep the name.
 */
public interface TenantSchemaHook {

  /** Before role and schema are made. */
  default void beforeBuild(SqlIdentifier schema, String type) {}

  /** After the scripts and the seed rows. */
  default void afterBuild(SqlIdentifier schema, String type) {}

  /** Before the first pending script, while nobody else can migrate the schema. */
  default void beforeMigrate(MigrationPlan plan) {}

  /** After the last pending script. */
  default void afterMigrate(MigrationPlan plan) {}
}
