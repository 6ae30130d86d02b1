package io.tenantry.provisioning.domains.verification;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of the time for all of something. */
final class Deadline {

  private final long end;

  Deadline(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  /**
   * What is left for the next step, 1 at least.
   *
   * @throws SocketTimeoutException if nothing is
   */
  int millisLeft() throws SocketTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("the time is over");
    }
    return Math.toIntExact(Math.max(1, Duration.ofNanos(left).toMillis()));
  }
}
