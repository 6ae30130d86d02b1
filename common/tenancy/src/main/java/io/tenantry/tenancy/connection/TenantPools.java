package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.TenantScope;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one place that chooses where a tenant's connections come from. The default is a single pool;
 * tenants on several database nodes need a bean of their own. The pool for null is asked for once
 * and split into lanes, the others are left as they are.
 */
@FunctionalInterface
public interface TenantPools {

  /**
   * @param scope null where nothing is bound yet: such a connection may be asked about the driver,
   *     and for statements only once a scope of the same pool is current
   */
  DataSource poolOf(@Nullable TenantScope scope);
}
