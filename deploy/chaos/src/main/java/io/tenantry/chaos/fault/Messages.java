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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Sends what no service would: copies out of order, and what nobody can read. */
public final class Messages {

  private static final long CONFIRM_MILLIS = Duration.ofSeconds(10).toMillis();

  private final List<RabbitPart> brokers;
  private final Observer observer;
  private final Set<String> poisons = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> taken = new ConcurrentHashMap<>();

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
        },
        returned -> {});
  }

  /** Messages that nobody can read, to the queues of those who work. */
  void poison(long seed, int count) {
    Random random = new Random(seed);
    Addresses names = new Addresses("");
    List<String> queues =
        List.of(names.provisioning(), names.maintenance(), names.migrations(), names.jobs());
    List<String> bodies =
        List.of("", "{", "null", "[1, 2]", "{\"tenantId\": \"nobody\"}", "\u0000\uFFFF", "{}");
    List<String> types = List.of("tenant.created", "provision-tenant", "drop-tenant", "no-type");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    long now = System.nanoTime();
    boolean confirmed =
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
                ids.add(id);
                poisons.add(id);
                channel.basicPublish(
                    "", queues.get(random.nextInt(queues.size())), true, properties, body);
              }
            },
            // A broker that was just wiped has no queues; what it returns it confirms as well.
            ids::remove);
    if (confirmed) {
      ids.forEach(id -> taken.put(id, now));
    }
  }

  /** The ids of all that was sent that nobody can read, whether or not the broker took it. */
  public Set<String> poisons() {
    return Set.copyOf(poisons);
  }

  /** Those of them that the broker has in a queue for sure, and when they were sent. */
  public Map<String, Long> taken() {
    return Map.copyOf(taken);
  }

  private interface Work {
    void on(Channel channel) throws IOException;
  }

  /** False where it may not have arrived: that is no fault of the product's, and none of this. */
  private boolean publish(Work work, Consumer<String> returned) {
    try (Connection connection = brokers.getFirst().connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.addReturnListener(
          message -> returned.accept(String.valueOf(message.getProperties().getMessageId())));
      work.on(channel);
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
      return true;
    } catch (IOException | TimeoutException | RuntimeException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
