package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ActivationWaitIntegrationTests extends AbstractApiTests {

  private static final int MANY = 60;

  @Autowired private DataSource connections;

  @Test
  void answersCreatedOnceTheTenantIsServed() throws Exception {
    Answer answer = whileWaiting("wait=30", "", this::activateOnceRecorded);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("status")).isEqualTo("ACTIVE");
    assertThat(answer.text("activatedAt")).isNotEmpty();
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.header("Location")).isEqualTo("/api/v1/tenants/" + answer.id());
  }

  @Test
  void answersCreatedForATrialAndShortensLongWaits() throws Exception {
    Answer answer =
        whileWaiting("respond-async, wait=900", ", \"trialDays\": 7", this::activateOnceRecorded);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("status")).isEqualTo("TRIAL");
    assertThat(answer.text("trialEndsAt")).isNotEmpty();
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
  }

  @Test
  void answersAcceptedAtOnceWhenTheTenantFailed() throws Exception {
    Answer answer = whileWaiting("wait=30", "", this::failOnceRecorded);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("status")).isEqualTo("FAILED");
    assertThat(answer.text("statusReason")).contains("It rained.");
  }

  @Test
  void answersAcceptedWhenTheTimeIsOver() {
    Answer answer = api().signUp("{\"name\": \"" + unique("t") + "\"}", "Prefer", "wait=1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wait", "wait=", "wait=-1", "wait=x", "wait=9999999999", "return=minimal"})
  void ignoresPreferencesThatItDoesNotUnderstand(String prefer) {
    Answer answer = api().signUp("{\"name\": \"" + unique("t") + "\"}", "Prefer", prefer);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isNull();
  }

  /** Three times as many wait as the pool has connections. */
  @Test
  void holdsNoDatabaseConnectionWhileWaiting() throws Exception {
    String name = unique("many");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, MANY)
              .mapToObj(
                  number ->
                      threads.submit(
                          () ->
                              api()
                                  .signUp(
                                      "{\"name\": \"%s%d\"}".formatted(name, number),
                                      "Prefer",
                                      "wait=30")))
              .toList();
      await().until(() -> recorded(name).size() == MANY);
      HikariDataSource pool = connections.unwrap(HikariDataSource.class);
      await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
      assertThat(api().get(Api.TENANTS).status()).isEqualTo(200);
      assertThat(answers).noneMatch(Future::isDone);

      recorded(name).forEach(this::activate);

      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(201);
      }
    }
  }

  private List<UUID> recorded(String start) {
    return database
        .admin()
        .sql("SELECT id FROM control.tenant WHERE starts_with(name, :start)")
        .param("start", start)
        .query(UUID.class)
        .list();
  }

  private Answer whileWaiting(String prefer, String members, Consumer<String> worker)
      throws Exception {
    String name = unique("w");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer =
          threads.submit(
              () -> api().signUp("{\"name\": \"" + name + "\"" + members + "}", "Prefer", prefer));
      worker.accept(name);
      return answer.get();
    }
  }
}
