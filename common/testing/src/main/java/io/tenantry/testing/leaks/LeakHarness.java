package io.tenantry.testing.leaks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hammers an application's data source for many tenants over few connections, with errors,
 * time-outs, cancelled and interrupted work and nested tenants in between, and counts the rows that
 * came to the wrong one. The application may separate its tenants' schemas by whatever technique.
 *
 * <pre>{@code
 * LeakHarness.of(tenants, Tenant::role, CurrentTenant::run)
 *     .run(application, owner)
 *     .assertNoLeak();
 * }</pre>
 *
 * @param <T> what the application calls a tenant
 */
public final class LeakHarness<T> {

  /** How much a harness does that was not told, by default {@value #USUAL_OPERATIONS}. */
  public static final String OPERATIONS = "tenantry.leak.operations";

  /** What to do it by, for doing the same again. */
  public static final String SEED = "tenantry.leak.seed";

  private static final long USUAL_OPERATIONS = 10_000;
  private static final int USUAL_THREADS = 16;
  private static final Logger log = LoggerFactory.getLogger(LeakHarness.class);

  private final Map<String, T> tenants;
  private final Entrance<T> entrance;
  private final long operations;
  private final int threads;
  private final long seed;

  private LeakHarness(
      Map<String, T> tenants, Entrance<T> entrance, long operations, int threads, long seed) {
    this.tenants = tenants;
    this.entrance = entrance;
    this.operations = operations;
    this.threads = threads;
    this.seed = seed;
  }

  /**
   * @param schema the name of a tenant's schema
   * @param entrance how the application begins to work for a tenant
   */
  public static <T> LeakHarness<T> of(
      Collection<T> tenants, Function<T, String> schema, Entrance<T> entrance) {
    Map<String, T> bySchema = new LinkedHashMap<>();
    tenants.forEach(tenant -> bySchema.put(schema.apply(tenant), tenant));
    if (bySchema.size() < 2) {
      throw new IllegalArgumentException("between fewer than two schemas nothing can leak");
    }
    return new LeakHarness<>(
        bySchema,
        entrance,
        Long.getLong(OPERATIONS, USUAL_OPERATIONS),
        USUAL_THREADS,
        Long.getLong(SEED, ThreadLocalRandom.current().nextInt()));
  }

  /** Does so much, whatever the system property says. */
  public LeakHarness<T> operations(long count) {
    return new LeakHarness<>(tenants, entrance, count, threads, seed);
  }

  /** Does it on so many threads at once: more than there are connections. */
  public LeakHarness<T> threads(int count) {
    return new LeakHarness<>(tenants, entrance, operations, count, seed);
  }

  /** Draws the same operations and tenants as every other harness with this seed. */
  public LeakHarness<T> seed(long number) {
    return new LeakHarness<>(tenants, entrance, operations, threads, number);
  }

  /**
   * @param application where the application gets its connections from, with a pool of few
   * @param owner connections that may create a table in each tenant's schema, which is there as
   *     long as this runs
   */
  public LeakReport run(DataSource application, DataSource owner) {
    log.info(
        "LeakHarness: {} operations of {} tenants on {} threads, -D{}={}",
        operations,
        tenants.size(),
        threads,
        SEED,
        seed);
    Markers markers = new Markers(owner, tenants.keySet());
    Tally tally = new Tally();
    markers.create();
    try {
      new Hammering<>(application, tenants, entrance, tally, seed).run(operations, threads);
      markers.inspect(tally);
    } finally {
      markers.drop();
    }
    LeakReport report = tally.report(seed);
    log.info("LeakHarness: {}", report);
    return report;
  }
}
