package io.tenantry.tenancy.routing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads routes from the store: one load for all who ask for the same tenant at the same time, few
 * loads at once, and nobody waits longer than a time-out.
 */
final class RouteLoader implements AutoCloseable {

  /** Beyond this a load is taken for lost. */
  static final Duration LONGEST_LOAD = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RouteLoader.class);

  /** Who asks after an event must not be given what was asked before it. */
  private record Question(RouteKey key, long epoch) {}

  private final Map<Question, CompletableFuture<Optional<Route>>> running =
      new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots;
  private final RouteStore store;
  private final Duration timeout;
  private final RoutingMeters meters;

  RouteLoader(RouteStore store, RoutingProperties settings, RoutingMeters meters) {
    this.store = store;
    this.timeout = settings.lookupTimeout();
    this.slots = new Semaphore(settings.concurrentLookups());
    this.meters = meters;
  }

  Optional<Route> load(RouteKey key, long epoch) {
    try {
      return running
          .computeIfAbsent(new Question(key, epoch), this::start)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable("no route within " + timeout, e);
    } catch (ExecutionException e) {
      throw unavailable("no route could be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted", e);
    }
  }

  private CompletableFuture<Optional<Route>> start(Question question) {
    CompletableFuture<Optional<Route>> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            Optional<Route> found = read(question.key());
            // Before the answer: who asks after somebody got it must not be given the same one.
            running.remove(question, answer);
            answer.complete(found);
          } catch (Throwable e) {
            running.remove(question, answer);
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private Optional<Route> read(RouteKey key) throws InterruptedException, TimeoutException {
    if (!slots.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("too many look-ups at once");
    }
    try {
      return store.find(key);
    } finally {
      slots.release();
    }
  }

  private RoutingUnavailableException unavailable(String message, Throwable cause) {
    meters.failed();
    LOG.warn("A tenant's route could not be read: {}: {}", message, cause.getMessage());
    return new RoutingUnavailableException(message, cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
