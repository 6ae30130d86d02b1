/** Connections that move into the current tenant in the same message as their first statement. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tenancy.connection;
