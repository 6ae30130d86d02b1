/** The writing side of the outbox: a message commits with the change that it tells of. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging.outbox;
