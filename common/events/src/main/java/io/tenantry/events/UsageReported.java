package io.tenantry.events;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of the tenant application has counted for tenants since its last report. It has
 * no sequence; reports add up in any order, each once.
 *
 * @param entries at most {@link #MOST}
 */
public record UsageReported(List<Entry> entries) implements Message {

  /** How many entries a report has at most. */
  public static final int MOST = 500;

  /**
   * @param day in UTC
   * @param requests that were let in since the last report
   * @param users as last counted; null if not counted since the last report, as the others
   * @param storageBytes as last measured
   */
  public record Entry(
      UUID tenantId,
      LocalDate day,
      long requests,
      @Nullable Long users,
      @Nullable Long products,
      @Nullable Long storageBytes) {

    public Entry {
      Objects.requireNonNull(tenantId, "tenantId");
      Objects.requireNonNull(day, "day");
      requireCount("requests", requests);
      requireCount("users", users);
      requireCount("products", products);
      requireCount("storageBytes", storageBytes);
    }

    private static void requireCount(String name, @Nullable Long count) {
      if (count != null && count < 0) {
        throw new IllegalArgumentException(name + " is negative: " + count);
      }
    }
  }

  public UsageReported {
    entries = List.copyOf(entries);
    if (entries.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " entries: " + entries.size());
    }
  }
}
