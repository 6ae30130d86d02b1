/** What tenants can subscribe to, and how much of it they get. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.plans;
