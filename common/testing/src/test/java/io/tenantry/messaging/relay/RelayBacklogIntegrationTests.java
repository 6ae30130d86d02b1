package io.tenantry.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.testing.Broker;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TcpProxy;
import io.tenantry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A backlog is worked off by itself, and what the relay holds in memory does not grow with it. */
class RelayBacklogIntegrationTests {

  private static final Broker BROKER = Infrastructure.get().broker();
  private static final int BACKLOG = 100_000;
  private static final int BATCH = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private TestDatabase database;
  private TcpProxy proxy;
  private RelayNode node;

  @BeforeEach
  void startWithoutABroker() {
    database = TestDatabase.withControlSchema();
    proxy = TcpProxy.to(BROKER);
    proxy.cut();
    node =
        new RelayNode(
            database,
            BROKER.through(proxy),
            true,
            "tenantry.messaging.relay.batch-size=" + BATCH,
            "tenantry.messaging.relay.fallback-poll=1h",
            "spring.datasource.hikari.maximum-pool-size=2");
  }

  @AfterEach
  void stop() {
    Addresses names = node.addresses();
    node.close();
    proxy.close();
    BROKER.forget(names);
    database.close();
  }

  @Test
  void takesOneBatchAtATimeFromABacklogOfAHundredThousandAndWorksItOff() {
    database
        .admin()
        .sql(
            """
            INSERT INTO control.outbox
              (message_id, kind, type, tenant_id, sequence, data, occurred_at)
            SELECT gen_random_uuid(), 'event', 'tenant.updated', gen_random_uuid(), 1,
                   jsonb_build_object('padding', repeat('x', 500)), now()
            FROM generate_series(1, :backlog)
            """)
        .param("backlog", BACKLOG)
        .update();
    // A second one gets other rows, no more of them, and does not wait for the first.
    List<Integer> claims =
        new TransactionTemplate(node.bean(PlatformTransactionManager.class))
            .execute(status -> List.of(claim(), other()));
    assertThat(claims).containsExactly(BATCH, BATCH);

    proxy.restore();

    await().atMost(PATIENCE).until(() -> waiting() < BACKLOG - 10 * BATCH);
    assertThat(failed()).isZero();
  }

  @Test
  void sendsOneEventOfATenantAfterTheOtherWithoutBeingWokenForEach() {
    UUID tenant = node.signUp("patient");
    for (int n = 0; n < 5; n++) {
      node.announce(List.of(tenant));
    }
    assertThat(waiting()).isEqualTo(6);

    proxy.restore();

    await().atMost(PATIENCE).until(() -> waiting() == 0);
  }

  private int claim() {
    return node.bean(OutboxRepository.class).claim(BATCH, PATIENCE).size();
  }

  /** As another instance would, on a connection of its own. */
  private int other() {
    var template = new TransactionTemplate(node.bean(PlatformTransactionManager.class));
    template.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    return template.execute(status -> claim());
  }

  private long waiting() {
    return count("SELECT count(*) FROM control.outbox");
  }

  private long failed() {
    return count("SELECT count(*) FROM control.outbox WHERE attempts > 0");
  }

  private long count(String sql) {
    return JdbcClient.create(database.worker()).sql(sql).query(Long.class).single();
  }
}
