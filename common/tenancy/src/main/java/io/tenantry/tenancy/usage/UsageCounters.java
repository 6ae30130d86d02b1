package io.tenantry.tenancy.usage;

import io.tenantry.events.UsageReported.Entry;
import io.tenantry.tenancy.usage.UsageMeasure.Kind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What has been counted since the last report, by tenant and day. */
final class UsageCounters {

  /** Of so many tenants and days; what is more is not counted, rather than memory filled. */
  private static final int MOST = 200_000;

  private static final long DAY_MILLIS = 86_400_000;

  private final Map<Key, Count> counts = new ConcurrentHashMap<>();
  private final Clock clock;

  UsageCounters(Clock clock) {
    this.clock = clock;
  }

  private record Key(UUID tenant, long epochDay) {}

  /** Changed within the map's lock of its key only. */
  private static final class Count {

    private long requests;
    private Map<Kind, Long> measured = Map.of();

    private Entry entry(Key key) {
      return new Entry(
          key.tenant(),
          LocalDate.ofEpochDay(key.epochDay()),
          requests,
          measured(Kind.USERS),
          measured(Kind.PRODUCTS),
          measured(Kind.STORAGE_BYTES));
    }

    private @Nullable Long measured(Kind kind) {
      return measured.get(kind);
    }
  }

  void request(UUID tenant) {
    counts.compute(
        key(tenant),
        (_, known) -> {
          Count count = known == null ? fresh() : known;
          if (count != null) {
            count.requests++;
          }
          return count;
        });
  }

  void measured(UUID tenant, Map<Kind, Long> measured) {
    counts.compute(
        key(tenant),
        (_, known) -> {
          Count count = known == null ? fresh() : known;
          if (count != null) {
            count.measured = Map.copyOf(measured);
          }
          return count;
        });
  }

  /** Takes up to so many away; empty if nothing was counted. */
  List<Entry> take(int most) {
    List<Entry> taken = new ArrayList<>();
    Iterator<Key> keys = counts.keySet().iterator();
    while (keys.hasNext() && taken.size() < most) {
      Key key = keys.next();
      Count count = counts.remove(key);
      if (count != null) {
        taken.add(count.entry(key));
      }
    }
    return taken;
  }

  private @Nullable Count fresh() {
    return counts.size() < MOST ? new Count() : null;
  }

  private Key key(UUID tenant) {
    return new Key(tenant, Math.floorDiv(clock.millis(), DAY_MILLIS));
  }
}
