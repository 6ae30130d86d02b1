package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Sign-ups while nobody builds, or nobody takes messages. */
@TestPropertySource(
    properties = {
      "tenantry.backlog.most-pending=5",
      "tenantry.backlog.most-messages=50",
      "tenantry.backlog.look-every=200ms"
    })
class BacklogIntegrationTests extends AbstractApiTests {

  @BeforeEach
  @AfterEach
  void beginWithNothing() {
    sql(
        """
        UPDATE control.tenant SET status = 'FAILED' WHERE status = 'PENDING';
        DELETE FROM control.outbox WHERE type = 'nonsense';
        """);
    await().until(() -> api().signUp(named()).status() == 202);
    sql("UPDATE control.tenant SET status = 'FAILED' WHERE status = 'PENDING'");
  }

  @Test
  void refusesWhatWouldOnlyWaitAndRecordsNothingOfIt() {
    Answer first = api().signUp("{\"name\": \"First\"}", "Idempotency-Key", "first");
    List<Answer> answers = new ArrayList<>(List.of(first));
    for (int number = 0; number < 8; number++) {
      answers.add(api().signUp(named(), "Idempotency-Key", "k" + number));
    }
    assertThat(answers).extracting(Answer::status).containsOnly(202, 503);
    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSizeBetween(4, 5);
    long before = rows("tenant");
    await().until(() -> api().signUp(named()).status() == 503);
    Answer refused = api().signUp(named(), "Idempotency-Key", "later", "Prefer", "wait=5");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("backlog-full");
    assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After")))).isBetween(5, 15);
    assertThat(rows("tenant")).isLessThanOrEqualTo(before + 1);

    Answer repeated = api().signUp("{\"name\": \"First\"}", "Idempotency-Key", "first");
    assertThat(repeated.status()).as("what was accepted stays so").isEqualTo(202);
    assertThat(repeated.id()).isEqualTo(first.id());

    activate(first.id());
    assertThat(
            await()
                .until(
                    () -> api().signUp(named(), "Idempotency-Key", "later"),
                    answer -> answer.status() == 202)
                .id())
        .isNotNull();
  }

  @Test
  void takesNoMoreThanTheBoundFromMany() throws Exception {
    sql("DELETE FROM control.idempotency_key");
    List<Callable<Answer>> many = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      many.add(() -> api().signUp(named()));
    }
    int accepted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(many)) {
        assertThat(answer.get().status()).isIn(202, 503);
        accepted += answer.get().status() == 202 ? 1 : 0;
      }
    }
    // What is not committed yet when it looks again is not seen.
    assertThat(accepted).isBetween(4, 15);
    assertThat(pending()).as("none is accepted and then dropped").isEqualTo(accepted);
  }

  @Test
  void refusesWhileMessagesPileUp() {
    sql(
        """
        INSERT INTO control.outbox (message_id, kind, type, data, occurred_at, next_attempt_at)
        SELECT gen_random_uuid(), 'command', 'nonsense', '{}', now(), now() + interval '1 hour'
        FROM generate_series(1, 50)
        """);
    await()
        .untilAsserted(
            () -> {
              Answer refused = api().signUp(named());
              assertThat(refused.problem()).isEqualTo("backlog-full");
              assertThat(refused.text("detail")).contains("broker");
            });
  }

  @Test
  void refusesACloneToo() {
    UUID source = tenant(TenantStatus.ACTIVE);
    for (int number = 0; number < 5; number++) {
      api().signUp(named());
    }
    String body = "{\"name\": \"%s\", \"data\": false}".formatted(unique("c"));
    await()
        .until(
            () ->
                api().order(source, "clone", body).status() == 503
                    && api().order(source, "clone", body).problem().equals("backlog-full"));
  }

  private long pending() {
    return database
        .admin()
        .sql("SELECT count(*) FROM control.tenant WHERE status = 'PENDING'")
        .query(Long.class)
        .single();
  }

  private static String named() {
    return "{\"name\": \"" + unique("t") + "\"}";
  }

  private void sql(String sql) {
    database.admin().sql(sql).update();
  }
}
