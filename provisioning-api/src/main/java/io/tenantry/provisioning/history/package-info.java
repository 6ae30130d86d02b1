/** What happened to tenants, and who did it. */
@org.jspecify.annotations.NullMarked
package io.tenantry.provisioning.history;
