package io.tenantry.tenancy.messages;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * How long a listener that has lost the broker waits before it tries again: each time another
 * while, so that not all listeners of all instances come back in one moment.
 */
public final class Reconnecting implements BackOff {

  private static final long SHORTEST_MILLIS = 1000;
  private static final long LONGEST_MILLIS = 3000;

  @Override
  public BackOffExecution start() {
    return () -> ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
  }
}
