package io.tenantry.migrations;

import io.tenantry.migrations.upgrade.MigrationPlan;
import io.tenantry.registry.SqlIdentifier;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** All hooks, in order, and the search path that they find. Without hooks it costs nothing. */
public final class SchemaHooks {

  private final JdbcTemplate jdbc;
  private final List<TenantSchemaHook> hooks;

  /** Connects as the worker's login, over the data source that the hooks use. */
  public SchemaHooks(DataSource dataSource, List<TenantSchemaHook> hooks) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.hooks = List.copyOf(hooks);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return hooks.isEmpty();
  }

  /** Calls each before a build. */
  public void beforeBuild(SqlIdentifier schema, String type) {
    hooks.forEach(hook -> hook.beforeBuild(schema, type));
  }

  /** Calls each after a build. */
  public void afterBuild(SqlIdentifier schema, String type) {
    inside(schema, () -> hooks.forEach(hook -> hook.afterBuild(schema, type)));
  }

  /** Calls each before a migration. */
  public void beforeMigrate(MigrationPlan plan) {
    inside(plan.schema(), () -> hooks.forEach(hook -> hook.beforeMigrate(plan)));
  }

  /** Calls each after a migration. */
  public void afterMigrate(MigrationPlan plan) {
    inside(plan.schema(), () -> hooks.forEach(hook -> hook.afterMigrate(plan)));
  }

  private void inside(SqlIdentifier schema, Runnable work) {
    if (!hooks.isEmpty()) {
      SearchPath.enter(jdbc, schema);
      work.run();
      SearchPath.leave(jdbc);
    }
  }
}
