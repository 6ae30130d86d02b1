/** Migration runs over HTTP. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.migrations.web;
