/** What a consumer has done already, so that a copy has no second effect. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.inbox;
