package io.tenantry.chaos.fault;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tenantry.chaos.check.Observer;
import io.tenantry.chaos.check.Observer.Seen;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.events.Addresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** Sends what no service would: copies out of order, and what nobody can read. */
public final class Messages {

  private static final long CONFIRM_MILLIS = Duration.ofSeconds(10).toMillis();

  private final List<RabbitPart> brokers;
  private final Observer observer;
  private final Map<String, Long> poisons = new ConcurrentHashMap<>();

  public Messages(List<RabbitPart> brokers, Observer observer) {
    this.brokers = brokers;
    this.observer = observer;
  }

  /** Copies of messages of the last time, in any order. */
  void copy(long seed, int count) {
    Random random = new Random(seed);
    List<Seen> all = new ArrayList<>(observer.latest());
    Collections.shuffle(all, random);
    List<Seen> some = all.subList(0, Math.min(count, all.size()));
    publish(
        channel -> {
          for (Seen seen : some) {
            channel.basicPublish(seen.exchange(), seen.key(), seen.properties(), seen.body());
          }
        });
  }

  /** Messages that nobody can read, to the queues of those who work; when, by {@code now}. */
  void poison(long seed, int count) {
    Random random = new Random(seed);
    Addresses names = new Addresses("");
    List<String> queues =
        List.of(names.provisioning(), names.maintenance(), names.migrations(), names.jobs());
    List<String> bodies =
        List.of("", "{", "null", "[1, 2]", "{\"tenantId\": \"nobody\"}", "\u0000\uFFFF", "{}");
    List<String> types = List.of("tenant.created", "provision-tenant", "drop-tenant", "no-type");
    publish(
        channel -> {
          for (int i = 0; i < count; i++) {
            String id = "poison-" + UUID.randomUUID();
            AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder()
                    .deliveryMode(2)
                    .messageId(id)
                    .type(types.get(random.nextInt(types.size())))
                    .contentType("application/json")
                    .build();
            byte[] body =
                bodies.get(random.nextInt(bodies.size())).getBytes(StandardCharsets.UTF_8);
            channel.basicPublish(
                "", queues.get(random.nextInt(queues.size())), true, properties, body);
            poisons.put(id, System.nanoTime());
          }
        });
  }

  /** The ids of what was sent that nobody can read, and when. */
  public Map<String, Long> poisons() {
    return Map.copyOf(poisons);
  }

  private interface Work {
    void on(Channel channel) throws IOException;
  }

  /** What the broker did not take is no fault of the product's, and none of this fault. */
  private void publish(Work work) {
    List<String> before = List.copyOf(poisons.keySet());
    try (Connection connection = brokers.getFirst().connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      work.on(channel);
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
    } catch (IOException | TimeoutException | RuntimeException e) {
      forget(before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget(List<String> before) {
    poisons.keySet().removeIf(id -> !before.contains(id));
  }
}
