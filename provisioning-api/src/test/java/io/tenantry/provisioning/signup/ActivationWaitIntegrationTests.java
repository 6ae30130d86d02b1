package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationWaitIntegrationTests extends AbstractApiTests {

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

  @Test
  void holdsNoDatabaseConnectionWhileWaiting() throws Exception {
    String name = unique("many");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 60)
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
      // Three times as many wait as the pool has connections, and others are still answered.
      for (int number = 0; number < 60; number++) {
        activateOnceRecorded(name + number);
      }
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(201);
      }
    }
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
