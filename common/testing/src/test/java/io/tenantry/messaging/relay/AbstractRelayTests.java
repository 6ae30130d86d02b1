package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import io.tenantry.events.Addresses;
import io.tenantry.events.ProvisionTenant;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.testing.Broker;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the relay promises on any broker. */
abstract class AbstractRelayTests {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestDatabase database;
  private TcpProxy proxy;
  private RelayNode node;

  abstract Broker broker();

  @BeforeEach
  void start() {
    database = TestDatabase.withControlSchema();
    proxy = TcpProxy.to(broker());
    node = new RelayNode(database, broker().through(proxy), true);
    // Each connection declares everything when it opens: none is to do so in the middle of a test.
    node.bean(RabbitTemplate.class).execute(Channel::isOpen);
  }

  @AfterEach
  void stop() {
    Addresses names = node.addresses();
    node.close();
    proxy.close();
    broker().forget(names);
    database.close();
  }

  @Test
  void deliversASignUpAsACloudEventAndEmptiesTheOutbox() {
    UUID tenant = node.signUp("tienda1");
    Message message = receive();
    var properties = message.getMessageProperties();
    assertThat(properties.getType()).isEqualTo("tenant.created");
    assertThat(properties.getReceivedRoutingKey()).isEqualTo("tenant.created");
    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.<String>getHeader("cloudEvents:specversion")).isEqualTo("1.0");
    assertThat(properties.<String>getHeader("cloudEvents:id")).isEqualTo(properties.getMessageId());
    assertThat(properties.<String>getHeader("cloudEvents:subject")).isEqualTo(tenant.toString());
    assertThat(new String(message.getBody())).contains(tenant.toString(), "\"sequence\":1");
    awaitEmptyOutbox();
  }

  @Test
  void isNotHeldUpByEventsThatNobodyListensTo() {
    UUID tenant = node.signUp("tienda1");
    for (int n = 0; n < 5; n++) {
      node.announce(List.of(tenant));
    }
    awaitEmptyOutbox();
    assertThat(attempts()).isZero();
  }

  @Test
  void keepsAWorkOrderThatHasNoQueueUntilItHasOne() {
    awaitEmptyOutbox();
    node.bean(AmqpAdmin.class).deleteQueue(node.addresses().provisioning());
    UUID stuck = node.signUp("stuck");
    // The embedded broker refuses the message first and returns it then: if the return is late, the
    // first attempt knows of the refusal only.
    await().atMost(PATIENCE).until(() -> lastError().contains("no queue"));
    assertThat(attempts()).isPositive();
    assertThat(node.waiting()).isEqualTo(1);

    node.bean(AmqpAdmin.class).initialize();
    assertThat(new String(receive().getBody())).contains(stuck.toString());
    awaitEmptyOutbox();
  }

  @Test
  void holdsOnlyTheTenantWhoseMessageFails() {
    node.bean(AmqpAdmin.class).deleteQueue(node.addresses().provisioning());
    UUID stuck = node.signUp("stuck");
    node.announce(List.of(stuck));
    UUID fine = UUID.randomUUID();
    insertFreeTenant(fine);
    node.announce(List.of(fine));
    await().atMost(PATIENCE).until(() -> node.waiting() == 2);
    assertThat(waitingOf(stuck)).isEqualTo(2);
    assertThat(waitingOf(fine)).isZero();
  }

  @Test
  void deliversWhatWasWrittenWhileTheBrokerWasAway() {
    awaitEmptyOutbox();
    proxy.cut();
    UUID tenant = node.signUp("patient");
    assertThat(node.waiting()).isEqualTo(1);
    proxy.restore();
    assertThat(new String(receive().getBody())).contains(tenant.toString());
    awaitEmptyOutbox();
  }

  @Test
  void declaresEverythingAnewOnABrokerThatCameBackEmpty() {
    node.signUp("first");
    assertThat(receive()).isNotNull();
    // What is cut off before its confirm comes a second time, and would be taken for the second.
    awaitEmptyOutbox();
    proxy.cut();
    var names = node.addresses();
    broker().forget(List.of(names.events(), names.commands()), List.of(names.provisioning()));
    UUID tenant = node.signUp("second");
    proxy.restore();
    assertThat(new String(receive().getBody())).contains(tenant.toString());
    awaitEmptyOutbox();
  }

  @Test
  void claimsWithoutHavingTheQueryCompiledForAWrongGuessAtItsCost() {
    JdbcClient jdbc = jdbc();
    String jit =
        new TransactionTemplate(node.bean(PlatformTransactionManager.class))
            .execute(
                status -> {
                  node.bean(OutboxRepository.class).claim(1, PATIENCE);
                  return jdbc.sql("SHOW jit").query(String.class).single();
                });
    assertThat(jit).isEqualTo("off");
  }

  @Test
  void sendsCommandsToTheirOwnExchange() {
    UUID tenant = UUID.randomUUID();
    new TransactionTemplate(node.bean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> node.bean(Outbox.class).append(new ProvisionTenant(tenant)));
    Message message = receive();
    assertThat(message.getMessageProperties().getReceivedExchange())
        .isEqualTo(node.addresses().commands());
    assertThat(message.getMessageProperties().getType()).isEqualTo("provision-tenant");
  }

  private Message receive() {
    var rabbit = node.bean(RabbitTemplate.class);
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> rabbit.receive(node.addresses().provisioning(), 200), found -> found != null);
  }

  RelayNode node() {
    return node;
  }

  void awaitEmptyOutbox() {
    await().atMost(PATIENCE).until(() -> node.waiting() == 0);
  }

  void awaitFailures(long count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc()
                        .sql("SELECT count(*) FROM control.outbox WHERE attempts > 0")
                        .query(Long.class)
                        .single()
                    == count);
  }

  void insertFreeTenant(UUID id) {
    jdbc()
        .sql(
            """
            INSERT INTO control.tenant (id, name, schema_name, role_name, type, plan, created_at)
            VALUES (:id, 'fine', :schema, :role, 'default', 'free', now())
            """)
        .param("id", id)
        .param("schema", "fine" + id.toString().replace("-", ""))
        .param("role", "fine" + id.toString().replace("-", ""))
        .update();
  }

  private long waitingOf(UUID tenant) {
    return jdbc()
        .sql("SELECT count(*) FROM control.outbox WHERE tenant_id = :tenant")
        .param("tenant", tenant)
        .query(Long.class)
        .single();
  }

  private int attempts() {
    return jdbc()
        .sql("SELECT coalesce(max(attempts), 0) FROM control.outbox")
        .query(Integer.class)
        .single();
  }

  private String lastError() {
    return jdbc()
        .sql("SELECT coalesce(last_error, '') FROM control.outbox")
        .query(String.class)
        .single();
  }

  private JdbcClient jdbc() {
    return node.bean(JdbcClient.class);
  }
}
