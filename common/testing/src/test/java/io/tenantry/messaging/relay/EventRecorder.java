package io.tenantry.messaging.relay;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantChange;
import io.tenantry.testing.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A consumer independent of Tenantry's own, which notes what came and in which order. */
final class EventRecorder implements AutoCloseable {

  private final Map<UUID, Long> lastFirst = new ConcurrentHashMap<>();
  private final AtomicLong firsts = new AtomicLong();
  private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();
  private final MessageJson json = new MessageJson();
  private final Connection connection;

  EventRecorder(Broker broker, String exchange) throws IOException {
    connection = broker.connect();
    Channel channel = connection.createChannel();
    channel.exchangeDeclare(exchange, "topic", true);
    String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
    channel.queueBind(queue, exchange, "tenant.#");
    channel.basicConsume(
        queue,
        true,
        (tag, delivery) -> note(new String(delivery.getBody(), StandardCharsets.UTF_8)),
        tag -> {});
  }

  private void note(String data) {
    TenantChange change = json.read(data, TenantChange.class);
    long last = lastFirst.getOrDefault(change.tenantId(), 0L);
    if (change.sequence() == last + 1) {
      lastFirst.put(change.tenantId(), change.sequence());
      firsts.incrementAndGet();
    } else if (change.sequence() > last + 1) {
      outOfOrder.add(change + " after " + last);
    }
  }

  /** Events seen for the first time, each right after its predecessor. */
  long inOrder() {
    return firsts.get();
  }

  List<String> outOfOrder() {
    return List.copyOf(outOfOrder);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
