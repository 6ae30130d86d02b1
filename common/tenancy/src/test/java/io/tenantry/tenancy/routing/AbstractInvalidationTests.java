package io.tenantry.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantActivated;
import io.tenantry.tenancy.PlanLimits;
import io.tenantry.tenancy.Tenant;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Routes follow events on every broker, also on one that goes away and comes back. */
abstract class AbstractInvalidationTests {

  private static final String DOMAIN = "tienda1.localhost";
  private static final UUID ID = UUID.randomUUID();

  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 7) + "_";
  private final Addresses addresses = new Addresses(prefix);
  private TcpProxy proxy;

  abstract Broker broker();

  @BeforeEach
  void openProxy() {
    proxy = TcpProxy.to(broker());
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
    broker().forget(List.of(addresses.events()), List.of());
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                RabbitAutoConfiguration.class,
                RoutingAutoConfiguration.class,
                InvalidationAutoConfiguration.class))
        .withUserConfiguration(StoreConfiguration.class)
        .withPropertyValues(
            "spring.rabbitmq.addresses=" + broker().through(proxy).url(),
            "tenantry.messaging.prefix=" + prefix,
            "tenantry.routing.ttl=1h",
            "tenantry.routing.lookup-timeout=1m");
  }

  /** Changes the tenant and tells it. */
  private void change(CountingStore store) {
    long sequence = ++store.sequence;
    String body =
        new MessageJson()
            .write(
                new TenantActivated(
                    ID, sequence, "a", "a", "default", "free", DOMAIN, "ACTIVE", null));
    try (var connection = broker().connect();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare(addresses.events(), "topic", true);
      channel.basicPublish(
          addresses.events(), "tenant.activated", null, body.getBytes(StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitReadAnew(Routes routes, CountingStore store) {
    int before = store.reads.get();
    await()
        .until(
            () -> {
              routes.find(new RouteKey.OfDomain(DOMAIN));
              return store.reads.get() > before;
            });
  }

  private static void awaitSeen(Routes routes, CountingStore store) {
    await()
        .until(
            () ->
                routes
                    .find(new RouteKey.OfDomain(DOMAIN))
                    .filter(r -> r.sequence() == store.sequence)
                    .isPresent());
  }

  /**
   * Returns once events arrive. Should the first have come too early to be heard, it is seen by the
   * forgetting that follows the beginning; should it have been heard, that lies behind. So from now
   * on nothing is forgotten but for an event or a new connection.
   */
  private void awaitEvents(Routes routes, CountingStore store) {
    routes.find(new RouteKey.OfDomain(DOMAIN));
    change(store);
    awaitSeen(routes, store);
  }

  @Test
  void readsATenantsRouteAnewAfterItsEvent() {
    application()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              Routes routes = context.getBean(Routes.class);
              CountingStore store = context.getBean(CountingStore.class);
              awaitEvents(routes, store);
              int before = store.reads.get();
              routes.find(new RouteKey.OfDomain(DOMAIN));
              assertThat(store.reads).hasValue(before);

              change(store);

              awaitSeen(routes, store);
            });
  }

  @Test
  void startsWithoutABrokerAndForgetsEverythingOnceItIsThere() {
    proxy.cut();
    application()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              Routes routes = context.getBean(Routes.class);
              CountingStore store = context.getBean(CountingStore.class);
              routes.find(new RouteKey.OfDomain(DOMAIN));
              routes.find(new RouteKey.OfDomain(DOMAIN));
              assertThat(store.reads).hasValue(1);

              proxy.restore();

              awaitReadAnew(routes, store);
            });
  }

  @Test
  void forgetsEverythingOnEachNewConnection() {
    application()
        .run(
            context -> {
              Routes routes = context.getBean(Routes.class);
              CountingStore store = context.getBean(CountingStore.class);
              awaitEvents(routes, store);

              proxy.cut();
              proxy.restore();

              awaitReadAnew(routes, store);
            });
  }

  static final class CountingStore implements RouteStore {

    private final AtomicInteger reads = new AtomicInteger();
    private volatile long sequence = 1;

    @Override
    public Optional<Route> find(RouteKey key) {
      reads.incrementAndGet();
      Tenant tenant =
          new Tenant(ID, "a", "a", "a", 7, "default", "free", PlanLimits.NONE, "a.localhost", "1");
      return Optional.of(new Route(tenant, RouteStatus.ACTIVE, false, sequence));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class StoreConfiguration {

    @Bean
    CountingStore routeStore() {
      return new CountingStore();
    }
  }
}
