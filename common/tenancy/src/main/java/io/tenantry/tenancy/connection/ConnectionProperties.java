package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.Settings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connections are shared by tenants.
 *
 * @param mostTenants after so many different ones a connection is replaced: PostgreSQL keeps what
 *     it knows of each tenant's tables, some 20 KB a table, in the memory of every connection that
 *     has seen them
 * @param perTenant how many one tenant may have at once, of all that the pool has
 * @param patience how long one more is waited for
 * @param lanes into how many small pools the pool is split; a tenant is served by one of them, and
 *     by the next ones when that is taken, so that few connections remember it
 * @param sqlComments whether prepared statements, and the first one of a transaction, say in a
 *     comment whose they are: for the database's log, and so that each tenant's statements have a
 *     plan of their own, since PostgreSQL plans anew what was planned for another search path
 */
@ConfigurationProperties("tenantry.connections")
record ConnectionProperties(
    @DefaultValue("2000") int mostTenants,
    @DefaultValue("8") int perTenant,
    @DefaultValue("3s") Duration patience,
    @DefaultValue("4") int lanes,
    @DefaultValue("true") boolean sqlComments) {

  ConnectionProperties {
    Settings.check("tenantry.connections")
        .positive("most-tenants", mostTenants)
        .positive("per-tenant", perTenant)
        .positive("patience", patience)
        .positive("lanes", lanes)
        .orThrow();
  }
}
