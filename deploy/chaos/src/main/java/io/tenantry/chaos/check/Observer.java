package io.tenantry.chaos.check;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import io.tenantry.chaos.cluster.RabbitPart;
import io.tenantry.events.Addresses;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A consumer of its own, past all proxies, with a queue of its own: keeps the ids of all events in
 * the order of their first delivery, and the latest messages for who wants to send copies.
 */
public final class Observer implements AutoCloseable {

  private static final String QUEUE = "chaos.observer";

  // What a node that stands still holds back for an old consumer must not come after what is newer.
  private static final Map<String, Object> ARGUMENTS =
      Map.of("x-queue-type", "quorum", "x-single-active-consumer", true);

  private static final int REMEMBERED = 300;

  /** A message as it went over the wire. */
  public record Seen(String exchange, String key, AMQP.BasicProperties properties, byte[] body) {}

  private final List<RabbitPart> brokers;
  private final Map<String, Long> order = new LinkedHashMap<>();
  private final Set<String> copies = ConcurrentHashMap.newKeySet();
  private final Deque<Seen> latest = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean going = true;
  private volatile boolean connected;
  private long deliveries;

  public Observer(List<RabbitPart> brokers) {
    this.brokers = brokers;
    this.thread = Thread.ofPlatform().daemon().name("observer").start(this::loop);
  }

  /** Connects again and again, to whichever node answers. */
  private void loop() {
    for (int turn = 0; going; turn++) {
      try (Connection connection = brokers.get(turn % brokers.size()).connect()) {
        consume(connection);
        connected = true;
        while (going && connection.isOpen()) {
          Thread.sleep(100);
        }
      } catch (IOException | RuntimeException e) {
        connected = false;
      } catch (InterruptedException e) {
        return;
      }
      connected = false;
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void consume(Connection connection) throws IOException {
    Addresses names = new Addresses("");
    Channel channel = connection.createChannel();
    channel.exchangeDeclare(names.events(), "topic", true);
    channel.exchangeDeclare(names.commands(), "topic", true);
    channel.queueDeclare(QUEUE, true, false, false, ARGUMENTS);
    channel.queueBind(QUEUE, names.events(), "#");
    channel.queueBind(QUEUE, names.commands(), "#");
    channel.basicQos(100);
    DeliverCallback record =
        (tag, delivery) -> {
          see(delivery);
          channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        };
    channel.basicConsume(QUEUE, false, record, tag -> closeQuietly(connection));
  }

  private static void closeQuietly(Connection connection) {
    connection.abort(1_000);
  }

  private synchronized void see(Delivery delivery) {
    Envelope envelope = delivery.getEnvelope();
    String id = delivery.getProperties().getMessageId();
    if (id == null) {
      return;
    }
    if (order.putIfAbsent(id, deliveries++) != null) {
      copies.add(id);
      return;
    }
    latest.add(
        new Seen(
            envelope.getExchange(),
            envelope.getRoutingKey(),
            delivery.getProperties(),
            delivery.getBody()));
    if (latest.size() > REMEMBERED) {
      latest.removeFirst();
    }
  }

  /** Whether it listens at this moment. */
  public boolean isConnected() {
    return connected;
  }

  /** The latest messages, each once. */
  public synchronized List<Seen> latest() {
    return new ArrayList<>(latest);
  }

  /** The ids of all messages in the order of their first delivery. */
  public synchronized List<String> firstDeliveries() {
    return List.copyOf(order.keySet());
  }

  /** How many messages came more than once. */
  public int copies() {
    return copies.size();
  }

  @Override
  public void close() {
    going = false;
    thread.interrupt();
  }
}
