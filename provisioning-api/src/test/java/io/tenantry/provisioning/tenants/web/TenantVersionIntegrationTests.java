package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's version: its ETag, and what If-Match and If-None-Match make of it. */
class TenantVersionIntegrationTests extends AbstractApiTests {

  private static final String SUSPEND = "{\"reason\": \"unpaid\"}";

  @Test
  void isTheNumberOfTheLastEventInEveryAnswer() {
    Answer signedUp = api().signUp("{\"name\": \"" + unique("v") + "\", \"trialDays\": 3}");
    UUID tenant = signedUp.id();
    assertThat(signedUp.header("ETag")).isEqualTo("\"1\"");
    activate(tenant);

    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"2\"");
    assertThat(api().patch(tenant, "{\"name\": \"B\"}").header("ETag")).isEqualTo("\"3\"");
    assertThat(api().order(tenant, "extend-trial", "{\"days\": 1}").header("ETag"))
        .isEqualTo("\"4\"");
    assertThat(api().order(tenant, "suspend", SUSPEND).header("ETag")).isEqualTo("\"5\"");
    assertThat(api().order(tenant, "resume", null).header("ETag")).isEqualTo("\"6\"");
    assertThat(api().order(tenant, "convert", null).header("ETag")).isEqualTo("\"7\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2\"",
        " \"2\" ",
        "*",
        "\"1\", \"2\"",
        "\"x\",W/\"1\" , \"2\"",
        ",\"2\",",
        "\"2\",\"2\""
      })
  void letsThroughWhoSawTheTenantAsItIs(String ifMatch) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().order(tenant, "suspend", SUSPEND, "If-Match", ifMatch);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1\"",
        "\"3\"",
        "W/\"2\"",
        "\"\"",
        "\"02\"",
        "\"two\"",
        "\"1\", \"3\"",
        "\"99999999999999999999\"",
        "\"-2\""
      })
  void stopsWhoSawItOtherwise(String ifMatch) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    for (Answer answer :
        List.of(
            api().order(tenant, "suspend", SUSPEND, "If-Match", ifMatch),
            api().order(tenant, "resume", null, "If-Match", ifMatch),
            api().order(tenant, "retry", null, "If-Match", ifMatch),
            api().order(tenant, "convert", null, "If-Match", ifMatch),
            api().order(tenant, "extend-trial", "{\"days\": 1}", "If-Match", ifMatch),
            api().patch(tenant, "{\"name\": \"Other\"}", "If-Match", ifMatch))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(412);
      assertThat(answer.problem()).isEqualTo("precondition-failed");
      assertThat(answer.text("detail")).contains("\"2\"");
    }
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "\"2",
        "2\"",
        "",
        ",",
        "\"2\" \"3\"",
        "\"2\"x",
        "w/\"2\"",
        "W/2",
        "*,\"2\"",
        "\"a b\""
      })
  void refusesWhatIsNoEntityTag(String ifMatch) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().order(tenant, "suspend", SUSPEND, "If-Match", ifMatch);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo("If-Match");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void readsALongListWithoutTrouble() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String many = "\"" + "x".repeat(1000) + "\", ".repeat(1) + "\"1\", ".repeat(800) + "\"2\"";

    assertThat(api().order(tenant, "suspend", SUSPEND, "If-Match", many).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"2\"", "\"1\", \"2\""})
  void spendsNoBodyOnWhoKnowsTheTenantAsItIs(String ifNoneMatch) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().get(Api.TENANTS + "/" + tenant, "If-None-Match", ifNoneMatch);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void showsTheTenantToWhoKnowsItOtherwise() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().get(Api.TENANTS + "/" + tenant, "If-None-Match", "\"1\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.id()).isEqualTo(tenant);
    assertThat(api().send("HEAD", Api.TENANTS + "/" + tenant, null).header("ETag"))
        .isEqualTo("\"2\"");
  }

  @Test
  void letsExactlyOneOfManyWin() throws Exception {
    int writers = 8;
    UUID tenant = tenant(TenantStatus.ACTIVE);
    List<Integer> answers = new ArrayList<>();
    try (Connection blocker = database.control().getConnection();
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      blocker.setAutoCommit(false);
      lock(blocker, tenant);
      List<Callable<Integer>> calls =
          IntStream.range(0, writers)
              .<Callable<Integer>>mapToObj(n -> () -> write(tenant, n).status())
              .toList();
      List<Future<Integer>> running = calls.stream().map(threads::submit).toList();
      await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == writers);
      blocker.rollback();
      for (Future<Integer> answer : running) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsOnlyOnce(200).hasSize(writers);
    assertThat(answers.stream().filter(status -> status == 412)).hasSize(writers - 1);
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"3\"");
  }

  /** Different operations, all of which would be possible from here. */
  private Answer write(UUID tenant, int number) {
    return number % 2 == 0
        ? api().order(tenant, "suspend", SUSPEND, "If-Match", "\"2\"")
        : api().patch(tenant, "{\"name\": \"N" + number + "\"}", "If-Match", "\"2\"");
  }

  private static void lock(Connection connection, UUID tenant) throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM control.tenant WHERE id = ? FOR UPDATE")) {
      statement.setObject(1, tenant);
      statement.execute();
    }
  }

  private long waiting() {
    return database
        .admin()
        .sql(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }
}
