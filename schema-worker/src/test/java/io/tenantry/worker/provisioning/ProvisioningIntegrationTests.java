package io.tenantry.worker.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.events.Addresses;
import io.tenantry.messaging.inbound.Reconnecting;
import io.tenantry.migrations.catalog.CatalogSnapshot;
import io.tenantry.registry.SqlIdentifier;
import io.tenantry.registry.Tenant;
import io.tenantry.registry.TenantId;
import io.tenantry.registry.TenantStatus;
import io.tenantry.registry.Tenants;
import io.tenantry.worker.AbstractWorkerTests;
import io.tenantry.worker.WorkerActor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;

class ProvisioningIntegrationTests extends AbstractWorkerTests {

  private static final int MAX_ATTEMPTS = 40;

  @Autowired RabbitTemplate rabbit;
  @Autowired Addresses addresses;
  @Autowired Attempts attemptsTable;
  @Autowired List<SimpleMessageListenerContainer> containers;

  @Autowired
  @Qualifier("orderListener")
  MessageListener listener;

  private TestSignUps shops;

  @BeforeEach
  void prepare() {
    shops = new TestSignUps(signUps, transactions, database);
  }

  @Test
  void buildsATenantAndTellsOfIt() {
    TenantId id = shops.signUp("tienda1");
    Tenant active = awaitStatus(id, TenantStatus.ACTIVE);
    assertThat(active.schemaVersion()).isNotNull();
    assertThat(active.activatedAt()).isNotNull();
    assertThat(schemaExists(active.role())).isTrue();
    assertThat(tenants.events(id, 0, 10))
        .extracting(Tenants.RecordedEvent::type)
        .containsExactly("tenant.created", "tenant.activated");
    assertThat(attempts(id)).containsExactly("succeeded");
  }

  @Test
  void buildsABurstOfTenants() {
    List<TenantId> ids = IntStream.range(0, 25).mapToObj(n -> shops.signUp("burst" + n)).toList();
    ids.forEach(id -> awaitStatus(id, TenantStatus.ACTIVE));
  }

  @Test
  void takesARedeliveredOrderForDone() {
    TenantId id = shops.signUp("twice");
    awaitStatus(id, TenantStatus.ACTIVE);

    // Not over the broker: now it has been worked off when this returns.
    listener.onMessage(
        message(
            "provision-tenant",
            UUID.randomUUID().toString(),
            "{\"tenantId\":\"%s\"}".formatted(id)));

    assertThat(tenants.events(id, 0, 10)).hasSize(2);
    assertThat(attempts(id)).containsExactly("succeeded");
  }

  @Test
  void failsATenantWhoseSchemaSomebodyElseMadeAndLeavesItUntouched() {
    String name = database.schemaPrefix() + "squatted";
    database.admin().sql("CREATE SCHEMA \"%s\"".formatted(name)).update();
    database.admin().sql("CREATE TABLE \"%s\".precious (id int)".formatted(name)).update();
    Tenant failed = awaitStatus(shops.signUp("squatted"), TenantStatus.FAILED);
    assertThat(failed.statusReason()).startsWith("schema-already-exists");
    assertThat(tableCount(name)).isEqualTo(1);
    assertThat(tenants.roleExists(failed.role())).isFalse();
  }

  @Test
  void failsATenantWhoseRoleSomebodyElseMade() {
    String name = database.schemaPrefix() + "rolled";
    database.admin().sql("CREATE ROLE \"%s\" NOLOGIN".formatted(name)).update();
    Tenant failed = awaitStatus(shops.signUp("rolled"), TenantStatus.FAILED);
    assertThat(failed.statusReason()).startsWith("schema-already-exists");
    assertThat(schemaExists(failed.role())).isFalse();
  }

  @Test
  void buildsEachTypeByScriptsHistoryAndRowsOfItsOwn() {
    Tenant shop = awaitStatus(shops.signUp("typed_shop"), TenantStatus.ACTIVE);
    Tenant workshop = awaitStatus(shops.signUp("typed_bench", "workshop"), TenantStatus.ACTIVE);

    assertThat(scriptsOf(shop)).last().asString().startsWith("V" + shop.schemaVersion() + "__");
    assertThat(workshop.schemaVersion()).isEqualTo(shop.schemaVersion());
    assertThat(scriptsOf(workshop))
        .containsAll(scriptsOf(shop))
        .contains("V004__create_benches.sql")
        .hasSize(scriptsOf(shop).size() + 1);
    assertThat(
            CatalogSnapshot.differences(
                CatalogSnapshot.of(new JdbcTemplate(database.worker()), shop.role()),
                CatalogSnapshot.of(new JdbcTemplate(database.worker()), workshop.role())))
        .isNotEmpty()
        .allSatisfy(difference -> assertThat(difference).contains("bench"));
    assertThat(rows(shop, "category")).isEqualTo(4);
    assertThat(rows(workshop, "category")).isEqualTo(2);
    assertThat(rows(workshop, "bench")).isEqualTo(1);
  }

  private List<String> scriptsOf(Tenant tenant) {
    return jdbc.sql(
            "select script from %s.flyway_schema_history where version is not null order by 1"
                .formatted(tenant.role().quoted()))
        .query(String.class)
        .list();
  }

  private long rows(Tenant tenant, String table) {
    return jdbc.sql("select count(*) from %s.%s".formatted(tenant.role().quoted(), table))
        .query(Long.class)
        .single();
  }

  @Test
  void failsATenantOfAnUnknownTypeAtOnce() {
    TenantId id = shops.signUp("typed", "nosuchtype");
    Tenant failed = awaitStatus(id, TenantStatus.FAILED);
    assertThat(failed.statusReason()).startsWith("unknown-tenant-type");
    assertThat(attempts(id)).containsExactly("failed");
  }

  @Test
  void givesUpOnATenantThatKilledItsWorkersAndSaysSo() {
    TenantId id = signUpWithAttempts("deadly", MAX_ATTEMPTS);
    Tenant failed = awaitStatus(id, TenantStatus.FAILED);
    assertThat(failed.statusReason()).startsWith("attempts-exhausted");
    assertThat(tenants.events(id, 0, 10))
        .extracting(Tenants.RecordedEvent::type)
        .containsExactly("tenant.created", "tenant.provisioning-failed");
  }

  @Test
  void buildsATenantWhoseMessageWasLost() {
    TenantId id =
        transactions.execute(
            status -> {
              TenantId lost = shops.signUp("lost");
              deleteOutboxOf(lost);
              jdbcUpdate("UPDATE control.tenant SET next_attempt_at = now() WHERE id = '%s'", lost);
              return lost;
            });
    awaitStatus(id, TenantStatus.ACTIVE);
  }

  @Test
  void putsWhatItCannotReadAmongTheDeadLettersAndGoesOn() {
    int before = deadLetters();
    publish("provision-tenant", "no uuid", "{}");
    publish("provision-tenant", UUID.randomUUID().toString(), "not json");
    publish("tenant.exploded", UUID.randomUUID().toString(), "{}");
    awaitStatus(shops.signUp("after_poison"), TenantStatus.ACTIVE);
    await().until(() -> deadLetters() >= before + 3);
    var letter = receiveDeadLetter();
    assertThat(letter.getMessageProperties().getHeaders()).containsKey("tenantry-reason");
  }

  @Test
  void keepsADeadLetterWhoseQueueSomebodyDeleted() {
    awaitStatus(shops.signUp("before_loss"), TenantStatus.ACTIVE);
    rabbit.execute(channel -> channel.queueDelete(addresses.deadLetters()));
    String id = UUID.randomUUID().toString();
    publish("tenant.exploded", id, "{}");
    var letter = receiveDeadLetter();
    assertThat(letter.getMessageProperties().getMessageId()).isEqualTo(id);
  }

  @Test
  void comesBackWhenTheBrokerRefusedItsLoginForAWhile() {
    assertThat(containers)
        .hasSize(3)
        .noneMatch(SimpleMessageListenerContainer::isPossibleAuthenticationFailureFatal)
        .extracting("recoveryBackOff")
        .hasOnlyElementsOfType(Reconnecting.class);
  }

  @Test
  void cutsAReasonThatIsVeryLong() {
    TenantId id =
        transactions.execute(
            status -> {
              TenantId talkative = shops.signUp("talkative");
              lifecycle.fail(
                  talkative, "too-long", "\uD83D\uDE00".repeat(5_000), WorkerActor.WORKER);
              return talkative;
            });
    String reason = tenants.find(id).orElseThrow().statusReason();
    assertThat(reason).startsWith("too-long: ").endsWith("\uD83D\uDE00…");
    assertThat(reason.codePoints().count()).isLessThan(1_100);
    assertThat(tenants.events(id, 1, 1).getFirst().data()).hasSizeLessThan(5_000);
  }

  @Test
  void ordersAnOldTenantLessOften() {
    boolean asLateAsCanBe =
        transactions.execute(
            status -> {
              TenantId old = shops.signUp("old");
              deleteOutboxOf(old);
              jdbcUpdate(
                  "UPDATE control.tenant SET created_at = now() - interval '1 hour',"
                      + " next_attempt_at = now() WHERE id = '%s'",
                  old);
              assertThat(
                      attemptsTable.takeDue(
                          Build.Kind.SCRIPTS, 100, Duration.ofSeconds(1), Duration.ofMinutes(5)))
                  .contains(old.value());
              return jdbc.sql(
                      "SELECT next_attempt_at = now() + interval '5 minutes' FROM control.tenant"
                          + " WHERE id = :id")
                  .param("id", old.value())
                  .query(Boolean.class)
                  .single();
            });
    assertThat(asLateAsCanBe).isTrue();
  }

  private TenantId signUpWithAttempts(String name, int attempts) {
    return transactions.execute(
        status -> {
          TenantId id = shops.signUp(name);
          jdbcUpdate("UPDATE control.tenant SET attempts = %d WHERE id = '%s'", attempts, id);
          return id;
        });
  }

  private void jdbcUpdate(String sql, Object... values) {
    jdbc.sql(sql.formatted(values)).update();
  }

  private void deleteOutboxOf(TenantId id) {
    jdbcUpdate("DELETE FROM control.outbox WHERE tenant_id = '%s'", id);
  }

  private void publish(String type, String id, String body) {
    rabbit.send("", addresses.provisioning(), message(type, id, body));
  }

  private static Message message(String type, String id, String body) {
    return MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8))
        .setMessageId(id)
        .setType(type)
        .build();
  }

  private Message receiveDeadLetter() {
    return await()
        .ignoreExceptions()
        .until(() -> rabbit.receive(addresses.deadLetters()), found -> found != null);
  }

  private int deadLetters() {
    return rabbit.execute(channel -> (int) channel.messageCount(addresses.deadLetters()));
  }

  private List<String> attempts(TenantId id) {
    return jdbc.sql("SELECT outcome FROM control.attempt WHERE tenant_id = :id ORDER BY number")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private boolean schemaExists(SqlIdentifier name) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :name)")
        .param("name", name.value())
        .query(Boolean.class)
        .single();
  }

  private int tableCount(String schema) {
    return jdbc.sql("SELECT count(*) FROM pg_tables WHERE schemaname = :schema")
        .param("schema", schema)
        .query(Integer.class)
        .single();
  }
}
