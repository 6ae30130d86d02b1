package io.tenantry.messaging.relay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;

class RabbitMqRelayTests extends AbstractRelayTests {

  private static final int MANY = 100;

  @BeforeAll
  static void needsRabbitMq() {
    assumeTrue(Infrastructure.get().broker().isRabbitMq(), "needs RabbitMQ");
  }

  /** Were each refusal waited upon for itself, the claim would be over before the last. */
  @Test
  void postponesAllThatTheBrokerRefusesAtOnce() {
    Queue full =
        QueueBuilder.nonDurable(node().addresses().prefix() + "full")
            .autoDelete()
            .maxLength(0)
            .overflow(QueueBuilder.Overflow.rejectPublish)
            .build();
    AmqpAdmin admin = node().bean(AmqpAdmin.class);
    admin.declareQueue(full);
    admin.declareBinding(
        BindingBuilder.bind(full)
            .to(new TopicExchange(node().addresses().events()))
            .with("tenant.activated"));
    List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(MANY).toList();
    tenants.forEach(this::insertFreeTenant);

    node().announce(tenants);

    awaitFailures(MANY);
    admin.deleteQueue(full.getName());
    awaitEmptyOutbox();
  }

  @Override
  Broker broker() {
    return Infrastructure.get().broker();
  }
}
