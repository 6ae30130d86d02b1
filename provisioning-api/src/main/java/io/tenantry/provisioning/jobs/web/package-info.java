/** Jobs and their runs over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.jobs.web;
