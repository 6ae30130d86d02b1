/** From the outbox to the broker: confirmed, in order per tenant, by any number of relays. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.relay;
