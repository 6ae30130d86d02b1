package io.tenantry.events;

/** What travels over the broker: an event about the past, or a command to somebody. */
public sealed interface Message
    permits TenantEvent, MigrationRunEvent, JobEvent, UsageReported, Command {

  /** The type on the wire, which is the routing key too. */
  default String type() {
    return MessageTypes.of(getClass());
  }
}
