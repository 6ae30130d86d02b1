package io.tenantry.worker.spares;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Types that had no spare a moment ago: in a rush each sign-up would ask in vain. What another
 * worker has made meanwhile is seen a second later.
 */
@Component
class EmptyShelves {

  private static final long A_MOMENT = Duration.ofSeconds(1).toNanos();

  private final Map<String, Long> seenEmpty = new ConcurrentHashMap<>();

  boolean mayHave(String type) {
    Long seen = seenEmpty.get(type);
    return seen == null || System.nanoTime() - seen > A_MOMENT;
  }

  void sawNone(String type) {
    seenEmpty.put(type, System.nanoTime());
  }

  @TransactionalEventListener
  void on(SpareMade made) {
    seenEmpty.remove(made.type());
  }
}
