package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.tenantry.events.Addresses;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;

/** The queue of dead letters as a service declares it. */
class DeadLetterQueueIntegrationTests {

  /** RabbitMQ 4 drops after twenty unless told otherwise. */
  private static final int OFTEN = 30;

  private static final byte[] LETTER = {'x'};

  private TestDatabase database;
  private Broker broker;
  private Addresses addresses;
  private Connection connection;
  private Channel channel;

  @BeforeAll
  static void needsRabbitMq() {
    assumeTrue(Infrastructure.get().broker().isRabbitMq(), "needs RabbitMQ");
  }

  @BeforeEach
  void connect() throws Exception {
    database = TestDatabase.withControlSchema();
    broker = Infrastructure.get().broker();
    addresses = new Addresses(database.schemaPrefix());
    connection = broker.connect();
    channel = connection.createChannel();
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    connection.close();
    broker.forget(addresses);
    database.close();
  }

  @Test
  void dropsNoLetterHoweverOftenItGoesBack() throws Exception {
    try (RelayNode node = new RelayNode(database, broker, false)) {
      node.bean(AmqpAdmin.class).initialize();
      channel.basicPublish(addresses.deadLetters(), "", null, LETTER);
      for (int time = 0; time < OFTEN; time++) {
        channel.basicNack(letter().getEnvelope().getDeliveryTag(), false, true);
      }
      assertThat(letter().getBody()).isEqualTo(LETTER);
    }
  }

  @Test
  void ofAnEarlierVersionIsUsedAsItIs() throws Exception {
    channel.queueDeclare(
        addresses.deadLetters(), true, false, false, Map.of("x-queue-type", "quorum"));
    try (RelayNode node = new RelayNode(database, broker, true)) {
      node.bean(AmqpAdmin.class).initialize();
      for (String queue : addresses.queues()) {
        channel.queueDeclarePassive(queue);
      }
      node.signUp("first");
      await().until(() -> channel.messageCount(addresses.provisioning()) == 1);
      channel.basicPublish(addresses.deadLetters(), "", null, LETTER);
      assertThat(letter().getBody()).isEqualTo(LETTER);
    }
  }

  private GetResponse letter() {
    return await()
        .until(() -> channel.basicGet(addresses.deadLetters(), false), found -> found != null);
  }
}
