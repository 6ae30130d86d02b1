package io.tenantry.worker.spares;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Types that had no spare a moment ago: in a rush each sign-up would ask in vain. What another
 * worker has made meanwhile is seen a second later; until then tenants are built directly.
 */
@Component
class EmptyShelves {

  static final long A_MOMENT = Duration.ofSeconds(1).toNanos();

  private final Map<String, Long> emptyAt = new HashMap<>();
  private final Map<String, Long> madeAt = new HashMap<>();
  private final LongSupplier clock;

  @Autowired
  EmptyShelves() {
    this(System::nanoTime);
  }

  /**
   * @param clock nanoseconds
   */
  EmptyShelves(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized boolean mayHave(String type) {
    Long empty = emptyAt.get(type);
    return empty == null || clock.getAsLong() - empty > A_MOMENT;
  }

  /** Goes before a look that may end with {@link #sawNone}. */
  long now() {
    return clock.getAsLong();
  }

  /**
   * @param asked when the look began; what was made since then it may have missed
   */
  synchronized void sawNone(String type, long asked) {
    Long made = madeAt.get(type);
    if (made == null || made - asked < 0) {
      emptyAt.put(type, asked);
    }
  }

  @TransactionalEventListener
  synchronized void on(SpareMade made) {
    madeAt.put(made.type(), clock.getAsLong());
    emptyAt.remove(made.type());
  }
}
