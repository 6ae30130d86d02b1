package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdempotencyIntegrationTests extends AbstractApiTests {

  private static final String HEADER = "Idempotency-Key";

  @Test
  void answersARepeatWithTheSameTenant() {
    String key = unique("key ");
    String name = unique("t");
    Answer first = api().signUp("{\"name\": \"" + name + "\", \"trialDays\": 3}", HEADER, key);
    Answer second = api().signUp("{ \"trialDays\":3,\n\"name\":\"" + name + "\"}", HEADER, key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(tenantsNamed(name)).isEqualTo(1);
  }

  @Test
  void answersARepeatOfAGivenSchemaNameToo() {
    String body = "{\"name\": \"A\", \"schemaName\": \"" + unique("t") + "\"}";
    String key = unique("key");

    assertThat(api().signUp(body, HEADER, key).status()).isEqualTo(202);
    assertThat(api().signUp(body, HEADER, key).status()).isEqualTo(202);
    assertThat(api().signUp(body).status()).isEqualTo(409);
  }

  @Test
  void refusesAnotherBodyUnderTheSameKey() {
    String key = unique("key");
    String name = unique("t");
    api().signUp("{\"name\": \"" + name + "\"}", HEADER, key);

    Answer other = api().signUp("{\"name\": \"" + name + "\", \"trialDays\": 1}", HEADER, key);

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    assertThat(tenantsNamed(name)).isEqualTo(1);
  }

  @Test
  void makesOneTenantOfManyConcurrentRepeats() throws Exception {
    String key = unique("key");
    String name = unique("t");
    Callable<Answer> call = () -> api().signUp("{\"name\": \"" + name + "\"}", HEADER, key);

    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          threads.invokeAll(Collections.nCopies(40, call)).stream()
              .map(future -> future.resultNow())
              .toList();
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
    assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
    assertThat(tenantsNamed(name)).isEqualTo(1);
  }

  @Test
  void letsARefusedRequestBeRepeated() {
    String key = unique("key");
    String taken = unique("t");
    api().signUp("{\"name\": \"A\", \"schemaName\": \"" + taken + "\"}");
    String body = "{\"name\": \"B\", \"schemaName\": \"" + taken + "\"}";
    assertThat(api().signUp(body, HEADER, key).status()).isEqualTo(409);

    Answer other = api().signUp("{\"name\": \"" + unique("B") + "\"}", HEADER, key);

    assertThat(other.status()).as("the key was not used up").isEqualTo(202);
  }

  @Test
  void forgetsAKeyAfterADay() {
    String key = unique("key");
    String name = unique("t");
    Answer first = api().signUp("{\"name\": \"" + name + "\"}", HEADER, key);
    database
        .admin()
        .sql(
            """
            UPDATE control.idempotency_key SET created_at = created_at - interval '25 hours'
            WHERE key = :key
            """)
        .param("key", key)
        .update();

    Answer second = api().signUp("{\"name\": \"" + name + "\"}", HEADER, key);

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void repeatsTheFirstStatusCode() throws Exception {
    String key = unique("key");
    String name = unique("t");
    String body = "{\"name\": \"" + name + "\"}";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> api().signUp(body, HEADER, key, "Prefer", "wait=30"));
      activateOnceRecorded(name);
      assertThat(first.get().status()).isEqualTo(201);
    }

    Answer second = api().signUp(body, HEADER, key);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void letsARepeatWaitToo() throws Exception {
    String key = unique("key");
    String name = unique("t");
    String body = "{\"name\": \"" + name + "\"}";
    assertThat(api().signUp(body, HEADER, key).status()).isEqualTo(202);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var repeat = threads.submit(() -> api().signUp(body, HEADER, key, "Prefer", "wait=30"));
      activateOnceRecorded(name);
      assertThat(repeat.get().status()).isEqualTo(201);
      assertThat(repeat.get().text("status")).isEqualTo("ACTIVE");
      assertThat(repeat.get().header("Preference-Applied")).isEqualTo("wait=30");
    }
    assertThat(tenantsNamed(name)).isEqualTo(1);
  }

  @Test
  void keepsTheFirstStatusOfARepeatThatWaitsInVain() {
    String key = unique("key");
    String body = "{\"name\": \"" + unique("t") + "\"}";
    api().signUp(body, HEADER, key);

    Answer repeat = api().signUp(body, HEADER, key, "Prefer", "wait=1");

    assertThat(repeat.status()).isEqualTo(202);
    assertThat(repeat.text("status")).isEqualTo("PENDING");
    assertThat(repeat.header("Preference-Applied")).isEqualTo("wait=1");
  }

  private long tenantsNamed(String name) {
    return database
        .admin()
        .sql("SELECT count(*) FROM control.tenant WHERE name = :name")
        .param("name", name)
        .query(Long.class)
        .single();
  }
}
