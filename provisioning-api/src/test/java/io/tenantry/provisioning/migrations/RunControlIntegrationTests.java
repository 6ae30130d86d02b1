package io.tenantry.provisioning.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do to a run over HTTP. */
class RunControlIntegrationTests extends AbstractRunTests {

  @Test
  void pausesAndResumes() {
    behind(1);
    UUID run = started("");
    assertThat(control(run, "pause").text("state")).isEqualTo("PAUSED");
    assertThat(show(run).path("stateReason").asString()).isEqualTo("by-operator");
    assertThat(control(run, "resume").text("state")).isEqualTo("RUNNING");
    assertThat(show(run).path("stateReason").isNull()).isTrue();
    assertThat(audited(run))
        .containsExactly("migration-run.start", "migration-run.pause", "migration-run.resume");
  }

  @Test
  void cancelsWhatWasNotBegun() {
    List<UUID> tenants = behind(3);
    UUID run = started("");
    became(run, tenants.get(0), "MIGRATED", null);
    Answer cancelled = control(run, "cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("state")).isEqualTo("CANCELLED");
    assertThat(cancelled.json().path("migrated").asInt()).isEqualTo(1);
    assertThat(cancelled.json().path("skipped").asInt()).isEqualTo(2);
    assertThat(cancelled.text("endedAt")).endsWith("Z");
    assertThat(start("").status()).as("they are free for another run").isEqualTo(201);
  }

  @Test
  void retriesThoseThatFailed() {
    List<UUID> tenants = behind(2);
    UUID run = started("");
    became(run, tenants.get(0), "FAILED", "no luck");
    became(run, tenants.get(1), "MIGRATED", null);
    update(
        "UPDATE control.migration_run SET state = 'FAILED', ended_at = now() WHERE id = '%s'"
            .formatted(run));
    Answer retried = control(run, "retry-failed");
    assertThat(retried.status()).as(retried.body()).isEqualTo(200);
    assertThat(retried.text("state")).isEqualTo("RUNNING");
    assertThat(retried.json().path("waiting").asInt()).isEqualTo(1);
    assertThat(retried.json().path("migrated").asInt()).isEqualTo(1);
    assertThat(retried.json().path("endedAt").isNull()).isTrue();
  }

  @Test
  void retriesNobodyWhoIsInAnotherRun() {
    List<UUID> tenants = behind(1);
    UUID run = started("");
    became(run, tenants.get(0), "FAILED", "no luck");
    update(
        "UPDATE control.migration_run SET state = 'FAILED', ended_at = now() WHERE id = '%s'"
            .formatted(run));
    started("");
    assertThat(control(run, "retry-failed").problem()).isEqualTo("migration-run-open");
    assertThat(show(run).path("state").asString()).isEqualTo("FAILED");
  }

  @Test
  void refusesWhatTheStateDoesNotAllow() {
    behind(1);
    UUID run = started("");
    for (String wrong : List.of("resume", "retry-failed")) {
      Answer refused = control(run, wrong);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.problem()).isEqualTo("wrong-run-state");
      assertThat(refused.text("detail")).contains("RUNNING");
    }
    control(run, "cancel");
    for (String wrong : List.of("pause", "resume", "cancel", "retry-failed")) {
      assertThat(control(run, wrong).problem()).isEqualTo("wrong-run-state");
    }
    assertThat(show(run).path("state").asString()).isEqualTo("CANCELLED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "cancel", "retry-failed"})
  void knowsNoRunThatIsNotThere(String what) {
    Answer answer = control(UUID.randomUUID(), what);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("migration-run-not-found");
  }

  private List<String> audited(UUID run) {
    return database
        .admin()
        .sql(
            """
            SELECT action FROM control.audit
            WHERE action LIKE 'migration-run.%' AND detail ->> 'text' LIKE :run AND actor = 'bootstrap'
            ORDER BY id
            """)
        .param("run", run + "%")
        .query(String.class)
        .list();
  }
}
