/** What a tenant's schema consists of, in a form that two schemas can be compared in. */
@org.jspecify.annotations.NullMarked
package io.tenantry.migrations.catalog;
