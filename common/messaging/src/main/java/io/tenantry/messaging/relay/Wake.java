package io.tenantry.messaging.relay;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A hint that there may be something to relay. Many hints before a look count as one. */
final class Wake {

  private final BlockingQueue<Boolean> hints = new ArrayBlockingQueue<>(1);

  void up() {
    hints.offer(true);
  }

  void await(Duration atMost) throws InterruptedException {
    hints.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
