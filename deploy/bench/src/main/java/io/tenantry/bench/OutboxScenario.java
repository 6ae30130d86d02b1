package io.tenantry.bench;

import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.events.MigrationRunResumed;
import io.tenantry.messaging.outbox.Outbox;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.transaction.support.TransactionOperations;

/** From the commit of an event to its consumer, beside a message that is published directly. */
final class OutboxScenario implements Scenario {

  private static final String TYPE = "migration-run.resumed";

  @Override
  public void run(Lab lab, Size size, Report report) {
    int rounds = size.of(5, 1);
    int each = size.of(200, 10);
    var connections = new CachingConnectionFactory(java.net.URI.create(lab.rabbitUrl()));
    Map<String, Long> arrived = new ConcurrentHashMap<>();
    try (var worker = lab.worker(Map.of())) {
      String exchange = new Addresses(lab.prefix).events();
      var listener = listen(connections, exchange, lab.prefix + "bench", arrived);
      var outbox = worker.getBean(Outbox.class);
      var transactions = worker.getBean(TransactionOperations.class);
      var rabbit = new RabbitTemplate(connections);
      Times direct = new Times();
      Times commit = new Times();
      send(size.of(200, 2), arrived, new Times(), run -> commit(outbox, transactions, run));
      for (int round = 0; round < rounds; round++) {
        send(each, arrived, direct, run -> publish(rabbit, exchange, run));
        send(each, arrived, commit, run -> commit(outbox, transactions, run));
        report.say(
            "round %d: direct p50 %.2f ms, commit to consumer p50 %.2f ms, p99 %.1f ms (so far)",
            round + 1, direct.median(), commit.median(), commit.percentile(99));
      }
      listener.stop();
      report.figure("direct_p50_ms", direct.median());
      report.figure("p50_ms", commit.median());
      report.figure("p99_ms", commit.percentile(99));
      report.figure("outbox_over_direct", commit.median() / direct.median());
    } finally {
      connections.destroy();
    }
  }

  private interface Way {
    /** Sends an event about that run, and says when it was done, in nanoseconds. */
    long send(UUID run);
  }

  private static void send(int count, Map<String, Long> arrived, Times times, Way way) {
    for (int n = 0; n < count; n++) {
      UUID run = UUID.randomUUID();
      long sent = way.send(run);
      long there =
          await()
              .atMost(Duration.ofSeconds(30))
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(5))
              .until(() -> arrived.get(run.toString()), java.util.Objects::nonNull);
      times.add(Math.max(0, there - sent) / 1e6);
    }
  }

  private static long commit(Outbox outbox, TransactionOperations transactions, UUID run) {
    transactions.executeWithoutResult(status -> outbox.append(new MigrationRunResumed(run)));
    return System.nanoTime();
  }

  private static long publish(RabbitTemplate rabbit, String exchange, UUID run) {
    long start = System.nanoTime();
    rabbit.convertAndSend(exchange, TYPE, "{\"runId\":\"" + run + "\"}");
    return start;
  }

  private static SimpleMessageListenerContainer listen(
      CachingConnectionFactory connections,
      String exchange,
      String name,
      Map<String, Long> arrived) {
    var admin = new RabbitAdmin(connections);
    Queue queue = QueueBuilder.nonDurable(name).autoDelete().build();
    admin.declareQueue(queue);
    admin.declareBinding(BindingBuilder.bind(queue).to(new TopicExchange(exchange)).with(TYPE));
    var container = new SimpleMessageListenerContainer(connections);
    container.setQueueNames(name);
    container.setMessageListener(
        message -> {
          long now = System.nanoTime();
          String body = new String(message.getBody(), java.nio.charset.StandardCharsets.UTF_8);
          int at = body.indexOf("runId\":\"") + "runId\":\"".length();
          arrived.put(body.substring(at, at + 36), now);
        });
    container.start();
    await().atMost(30, TimeUnit.SECONDS).until(container::isRunning);
    return container;
  }
}
