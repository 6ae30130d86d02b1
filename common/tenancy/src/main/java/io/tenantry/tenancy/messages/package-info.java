/** What an application sends to the provisioning API, over the broker and no other way. */
@NullMarked
package io.tenantry.tenancy.messages;

import org.jspecify.annotations.NullMarked;
