/** Messages that arrive: read, or put aside among the dead letters with the reason. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.inbound;
