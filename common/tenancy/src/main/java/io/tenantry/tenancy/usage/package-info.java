/** What tenants use: counted here, and reported to the provisioning API, which keeps it by day. */
@NullMarked
package io.tenantry.tenancy.usage;

import org.jspecify.annotations.NullMarked;
