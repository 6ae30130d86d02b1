package io.tenantry.messaging.relay;

/** What became of one publication. */
sealed interface Outcome {

  /** The broker has it, in a queue. */
  record Confirmed() implements Outcome {}

  /** No queue wanted it. */
  record Unroutable() implements Outcome {}

  /** The broker refused it, or did not answer in time. */
  record Failed(String reason) implements Outcome {}

  /** The connection was gone before it could be sent. */
  record Unsent(String reason) implements Outcome {}
}
