/** Records tenants and publishes their events: the operators' REST API. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning;
