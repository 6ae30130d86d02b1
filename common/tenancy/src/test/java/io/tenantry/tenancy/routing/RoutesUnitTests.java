package io.tenantry.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenantry.tenancy.PlanLimits;
import io.tenantry.tenancy.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesUnitTests {

  private static final RouteKey DOMAIN = new RouteKey.OfDomain("tienda1.localhost");
  private static final UUID ID = UUID.randomUUID();

  private final Map<RouteKey, Route> stored = new ConcurrentHashMap<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile RouteStore store = domain -> Optional.ofNullable(stored.get(domain));

  private final RoutingProperties settings =
      new RoutingProperties(Duration.ofSeconds(10), Duration.ofSeconds(30), 100, 100, 4, 100);
  private final RoutingMeters routingMeters = new RoutingMeters(meters);
  private final RouteLoader loader =
      new RouteLoader(
          domain -> {
            loads.incrementAndGet();
            return store.find(domain);
          },
          settings,
          routingMeters);
  private final Routes routes = new Routes(settings, loader, routingMeters, nanos::get);

  @AfterEach
  void close() {
    loader.close();
  }

  private static Route route(RouteStatus status, long sequence) {
    Tenant tenant =
        new Tenant(
            ID,
            "Tienda 1",
            "tienda1",
            "tienda1",
            7,
            "default",
            "free",
            PlanLimits.NONE,
            "tienda1.localhost",
            "1");
    return new Route(tenant, status, false, sequence);
  }

  private double count(String result) {
    return meters.get("tenantry.routing").tag("result", result).counter().count();
  }

  @Test
  void readsARouteOnceWhileItIsFresh() {
    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));

    assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.ACTIVE, 2));
    assertThat(routes.find(DOMAIN)).isPresent();
    assertThat(loads).hasValue(1);
    assertThat(count("loaded")).isOne();
    assertThat(count("hit")).isOne();

    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    routes.find(DOMAIN);
    assertThat(loads).hasValue(2);
  }

  @Test
  void remembersThatADomainIsNobodys() {
    assertThat(routes.find(new RouteKey.OfDomain("nobody.localhost"))).isEmpty();
    assertThat(routes.find(new RouteKey.OfDomain("nobody.localhost"))).isEmpty();
    assertThat(loads).hasValue(1);
    assertThat(count("absent")).isOne();
    assertThat(count("known-miss")).isOne();
  }

  @Test
  void servesATenantAtOnceAfterItsActivation() {
    stored.put(DOMAIN, route(RouteStatus.PENDING, 1));
    assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.PENDING, 1));

    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));
    assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.ACTIVE, 2));
  }

  @Test
  void forgetsATenantThatChangedAndEveryMiss() {
    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));
    routes.find(DOMAIN);
    routes.find(new RouteKey.OfDomain("other.localhost"));
    stored.put(DOMAIN, route(RouteStatus.SUSPENDED, 3));
    stored.put(new RouteKey.OfDomain("other.localhost"), route(RouteStatus.SUSPENDED, 3));

    routes.changed(ID, 3);

    assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.SUSPENDED, 3));
    assertThat(routes.find(new RouteKey.OfDomain("other.localhost"))).isPresent();
  }

  @Test
  void keepsARouteThatIsAsNewAsTheEvent() {
    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));
    routes.find(DOMAIN);

    routes.changed(ID, 2);
    routes.changed(ID, 1);
    routes.changed(UUID.randomUUID(), 9);

    assertThat(routes.find(DOMAIN)).isPresent();
    assertThat(loads).hasValue(1);
  }

  @Test
  void storesNoHitThatIsOlderThanAnEventSeenMeanwhile() throws Exception {
    stored.put(DOMAIN, route(RouteStatus.SUSPENDED, 3));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    store =
        domain -> {
          if (reads.getAndIncrement() > 0) {
            return Optional.of(stored.get(domain));
          }
          reading.countDown();
          await(goOn);
          return Optional.of(route(RouteStatus.ACTIVE, 2));
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<Route>> slow = threads.submit(() -> routes.find(DOMAIN));
      await(reading);
      routes.changed(ID, 3);
      assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.SUSPENDED, 3));
      goOn.countDown();

      assertThat(slow.get()).contains(route(RouteStatus.SUSPENDED, 3));
      assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.SUSPENDED, 3));
    }
  }

  @Test
  void storesNoMissThatWasReadBeforeAnEvent() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store =
        _ -> {
          reading.countDown();
          await(goOn);
          return Optional.empty();
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<Route>> slow = threads.submit(() -> routes.find(DOMAIN));
      await(reading);
      routes.changed(ID, 1);
      goOn.countDown();
      assertThat(slow.get()).isEmpty();
    }
    store = _ -> Optional.of(route(RouteStatus.ACTIVE, 2));

    assertThat(routes.find(DOMAIN)).isPresent();
  }

  @Test
  void storesNothingThatWasReadBeforeEverythingWasForgotten() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store =
        _ -> {
          reading.countDown();
          await(goOn);
          return Optional.of(route(RouteStatus.ACTIVE, 2));
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<Route>> slow = threads.submit(() -> routes.find(DOMAIN));
      await(reading);
      routes.clear();
      goOn.countDown();
      slow.get();
    }
    store = _ -> Optional.of(route(RouteStatus.DELETING, 3));

    assertThat(routes.find(DOMAIN)).contains(route(RouteStatus.DELETING, 3));
  }

  @Test
  void readsOnceForAllWhoAskAtTheSameTime() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    store =
        _ -> {
          await(goOn);
          return Optional.of(route(RouteStatus.ACTIVE, 2));
        };
    List<FutureTask<Optional<Route>>> answers = new ArrayList<>();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      FutureTask<Optional<Route>> answer = new FutureTask<>(() -> routes.find(DOMAIN));
      answers.add(answer);
      askers.add(Thread.ofPlatform().start(answer));
    }
    // Only once all of them wait for the answer has each asked before it was there.
    Awaitility.await()
        .until(
            () ->
                askers.stream().allMatch(asker -> asker.getState() == Thread.State.TIMED_WAITING));
    goOn.countDown();
    for (FutureTask<Optional<Route>> answer : answers) {
      assertThat(answer.get()).isPresent();
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void keepsMadeUpHostsFromPushingTenantsOut() {
    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));
    routes.find(DOMAIN);
    for (int i = 0; i < 1000; i++) {
      routes.find(new RouteKey.OfDomain("made-up-" + i + ".localhost"));
    }
    int before = loads.get();

    assertThat(routes.find(DOMAIN)).isPresent();
    assertThat(loads).hasValue(before);
  }

  @Test
  void saysSoWhenTheStoreFailsAndAsksAgainNextTime() {
    store =
        _ -> {
          throw new IllegalStateException("no database");
        };
    assertThatExceptionOfType(RoutingUnavailableException.class)
        .isThrownBy(() -> routes.find(DOMAIN));
    assertThat(count("failed")).isOne();

    store = _ -> Optional.of(route(RouteStatus.ACTIVE, 2));
    assertThat(routes.find(DOMAIN)).isPresent();
  }

  @Test
  void waitsForAStoreThatHangsNoLongerThanTheTimeOut() {
    Semaphore never = new Semaphore(0);
    RoutingProperties hasty =
        new RoutingProperties(Duration.ofSeconds(10), Duration.ofMillis(20), 9, 9, 4, 9);
    try (RouteLoader stuck =
        new RouteLoader(
            _ -> {
              never.acquireUninterruptibly();
              return Optional.empty();
            },
            hasty,
            routingMeters)) {
      Routes hanging = new Routes(hasty, stuck, routingMeters, nanos::get);
      assertThatExceptionOfType(RoutingUnavailableException.class)
          .isThrownBy(() -> hanging.find(DOMAIN));
    } finally {
      never.release(10);
    }
  }

  @Test
  void readsATenantAnewThatTheDatabaseRefused() {
    stored.put(DOMAIN, route(RouteStatus.ACTIVE, 2));
    routes.find(DOMAIN);

    routes.distrust(ID);

    routes.find(DOMAIN);
    assertThat(loads).hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
