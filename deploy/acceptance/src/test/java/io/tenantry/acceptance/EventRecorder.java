package io.tenantry.acceptance;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import io.tenantry.events.MessageJson;
import io.tenantry.events.TenantChange;
import io.tenantry.testing.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A consumer of its own of all events: keeps each tenant's in the order of first delivery. */
final class EventRecorder implements AutoCloseable {

  private final Map<UUID, List<Long>> sequences = new ConcurrentHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final MessageJson json = new MessageJson();
  private final Connection connection;

  EventRecorder(Broker broker, String exchange) throws IOException {
    connection = broker.connect();
    Channel channel = connection.createChannel();
    String queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
    channel.queueBind(queue, exchange, "tenant.#");
    DeliverCallback record =
        (tag, delivery) -> {
          if (seen.add(delivery.getProperties().getMessageId())) {
            String data = new String(delivery.getBody(), StandardCharsets.UTF_8);
            TenantChange change = json.read(data, TenantChange.class);
            sequences
                .computeIfAbsent(change.tenantId(), id -> new CopyOnWriteArrayList<>())
                .add(change.sequence());
          }
        };
    channel.basicConsume(queue, true, record, tag -> {});
  }

  /** The sequence numbers of the tenant's events as they came, copies left out. */
  List<Long> of(UUID tenant) {
    return List.copyOf(sequences.getOrDefault(tenant, List.of()));
  }

  @Override
  public void close() {
    connection.abort();
  }
}
