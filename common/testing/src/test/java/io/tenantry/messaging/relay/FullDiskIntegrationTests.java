package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.tenantry.testing.FullDiskBroker;
import io.tenantry.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A broker whose disk is full takes nothing, says so, and leaves the sender's data in its socket.
 */
class FullDiskIntegrationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static FullDiskBroker broker;

  private TestDatabase database;
  private RelayNode node;

  @BeforeAll
  static void startBroker() {
    assumeTrue(FullDiskBroker.isInstalled(), "needs an installed rabbitmq-server");
    broker = FullDiskBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    if (broker != null) {
      broker.close();
    }
  }

  @BeforeEach
  void start() {
    database = TestDatabase.withControlSchema();
    node =
        new RelayNode(
            database, broker.broker(), true, "tenantry.messaging.relay.confirm-timeout=1s");
    node.signUp("before");
    awaitWaiting(0);
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  @Test
  void sendsNothingWhileTheDiskIsFullAndAllOfItAfterwards() {
    broker.fill();
    node.signUp("first");
    // The broker says so when it is sent something.
    await().atMost(PATIENCE).until(() -> attempts("first") == 1);
    node.signUp("second");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> attempts("second") == 0 && attempts("first") <= 1 && sessionsInWork() == 0);
    assertThat(node.waiting()).isEqualTo(2);

    broker.free();
    awaitWaiting(0);
  }

  /** Or nothing would ever be taken off a full disk: acknowledgements would not be read. */
  @Test
  @Timeout(120)
  void leavesTheListenersConnectionAlone() {
    broker.fill();
    node.signUp("third");
    await().atMost(PATIENCE).until(() -> attempts("third") == 1);

    String queue = node.addresses().provisioning();
    RabbitTemplate listening = new RabbitTemplate(node.bean(ConnectionFactory.class));
    assertThat(listening.<Long>execute(channel -> takeOne(channel, queue))).isZero();

    broker.free();
    awaitWaiting(0);
  }

  /** How many are left. */
  private static long takeOne(Channel channel, String queue) throws IOException {
    GetResponse one = channel.basicGet(queue, false);
    channel.basicAck(one.getEnvelope().getDeliveryTag(), false);
    return channel.messageCount(queue);
  }

  private void awaitWaiting(long count) {
    await().atMost(PATIENCE).until(() -> node.waiting() == count);
  }

  private int attempts(String schemaName) {
    return jdbc()
        .sql(
            """
            SELECT o.attempts FROM control.outbox o JOIN control.tenant t ON t.id = o.tenant_id
            WHERE t.schema_name = :name
            """)
        .param("name", schemaName)
        .query(Integer.class)
        .single();
  }

  /** A relay that holds rows would be one. */
  private int sessionsInWork() {
    return jdbc()
        .sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state LIKE 'idle in transaction%'
            """)
        .query(Integer.class)
        .single();
  }

  private JdbcClient jdbc() {
    return node.bean(JdbcClient.class);
  }
}
