/** Gives tenants' schemas and roles their new names. */
@org.jspecify.annotations.NullMarked
package io.tenantry.worker.renaming;
