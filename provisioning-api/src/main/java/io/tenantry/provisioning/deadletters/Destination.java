package io.tenantry.provisioning.deadletters;

import java.util.Optional;

/** Where a letter goes: to the queue that it was taken from, through the exchange of all queues. */
record Destination(String exchange, String key) {

  /** Empty where nobody said where it came from. */
  static Optional<Destination> of(DeadLetter letter) {
    if (letter.queue() != null) {
      return Optional.of(new Destination("", letter.queue()));
    }
    return letter.exchange() == null || letter.routingKey() == null
        ? Optional.empty()
        : Optional.of(new Destination(letter.exchange(), letter.routingKey()));
  }
}
