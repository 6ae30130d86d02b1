package io.tenantry.tenancy.connection;

import io.tenantry.tenancy.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connections are shared by tenants.
 *
 * @param mostTenants after so many different ones a connection is replaced: PostgreSQL keeps what
 *     it knows of each tenant's tables, some 20 KB a table, in the memory of every connection that
 *     has seen them
 */
@ConfigurationProperties("tenantry.connections")
record ConnectionProperties(@DefaultValue("500") int mostTenants) {

  ConnectionProperties {
    Settings.check("tenantry.connections").positive("most-tenants", mostTenants).orThrow();
  }
}
