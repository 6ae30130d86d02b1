/** At-least-once messages over RabbitMQ: what the parts below share. */
@org.jspecify.annotations.NullMarked
package io.tenantry.messaging;
