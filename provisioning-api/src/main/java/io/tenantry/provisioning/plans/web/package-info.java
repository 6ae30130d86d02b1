/** Plans over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.plans.web;
