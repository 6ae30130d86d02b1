package io.tenantry.messaging.outbox;

/** In-process signal: once this transaction commits, there is something to relay. */
public record OutboxAppended() {}
