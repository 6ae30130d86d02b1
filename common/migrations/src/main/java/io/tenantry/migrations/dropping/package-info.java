/** Takes a tenant's schema and role away again, a bounded number of locks at a time. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations.dropping;
