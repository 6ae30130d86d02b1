package io.tenantry.messaging.relay;

/** The broker can't be reached; what waits in the outbox waits on. */
final class BrokerUnavailableException extends RuntimeException {

  BrokerUnavailableException(String message) {
    super(message);
  }
}
