package io.tenantry.registry;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Identifies a tenant for ever, whatever it is called. */
public record TenantId(UUID value) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new id. Ids grow with time (UUID version 7, RFC 9562), so that indexes stay dense. */
  public static TenantId next(Clock clock) {
    long millis = clock.millis() << 16;
    long high = millis | 0x7000L | (RANDOM.nextLong() & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new TenantId(new UUID(high, low));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
