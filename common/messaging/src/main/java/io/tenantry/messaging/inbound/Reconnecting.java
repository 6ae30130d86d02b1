package io.tenantry.messaging.inbound;

import io.tenantry.messaging.Backoff;
import java.time.Duration;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * How long a listener that has lost the broker waits before it tries again: each time another
 * while, so that not all listeners of all instances come back in one moment.
 */
public final class Reconnecting implements BackOff {

  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(5));

  @Override
  public BackOffExecution start() {
    return () -> PAUSES.after(1).toMillis();
  }
}
