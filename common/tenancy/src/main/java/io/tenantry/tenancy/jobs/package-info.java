/** Jobs: work that is done for one tenant at a time, when somebody orders it or a clock says so. */
@org.jspecify.annotations.NullMarked
package io.tenantry.tenancy.jobs;
