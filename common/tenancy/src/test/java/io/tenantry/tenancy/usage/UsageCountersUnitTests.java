package io.tenantry.tenancy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.events.UsageReported.Entry;
import io.tenantry.tenancy.usage.UsageMeasure.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UsageCountersUnitTests {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

  private final UsageCounters counters = new UsageCounters(NOON);

  @Test
  void countsByTenantAndDayAndForgetsWhatWasTaken() {
    UUID one = UUID.randomUUID();
    counters.request(one);
    counters.request(one);
    counters.measured(one, Map.of(Kind.USERS, 3L));

    assertThat(counters.take(10))
        .containsExactly(new Entry(one, LocalDate.of(2026, 11, 28), 2, 3L, null, null));
    assertThat(counters.take(10)).isEmpty();
  }

  @Test
  void takesNoMoreThanFitsAReport() {
    for (int i = 0; i < 25; i++) {
      counters.request(UUID.randomUUID());
    }
    assertThat(counters.take(10)).hasSize(10);
    assertThat(counters.take(10)).hasSize(10);
    assertThat(counters.take(10)).hasSize(5);
  }

  @Test
  void losesNoRequestBetweenThoseWhoCountAndTheOneWhoTakes() throws Exception {
    List<UUID> tenants = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    int threads = 8;
    int each = 20_000;
    long taken = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        pool.submit(
            () -> {
              for (int i = 0; i < each; i++) {
                counters.request(tenants.get(i % tenants.size()));
              }
            });
      }
      pool.shutdown();
      while (!pool.isTerminated()) {
        taken += sum(counters.take(2));
      }
    }
    assertThat(taken + sum(counters.take(10))).isEqualTo((long) threads * each);
  }

  private static long sum(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::requests).sum();
  }
}
