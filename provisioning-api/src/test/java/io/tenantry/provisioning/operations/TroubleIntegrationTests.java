package io.tenantry.provisioning.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not go on by itself, at a glance; and many failed tenants built anew at once. */
class TroubleIntegrationTests extends AbstractApiTests {

  private static final String TROUBLE = "/api/v1/operations/trouble";
  private static final String RETRY = "/api/v1/operations/failed-tenants/retry";

  @Test
  void namesTenantsThatAreOverdueOrRetriedOrGivenUp() {
    UUID overdue = tenant(TenantStatus.PENDING);
    sql(
        "UPDATE control.tenant SET next_attempt_at = now() - interval '1 day' WHERE id = :id",
        overdue);
    UUID dropping = tenant(TenantStatus.DELETING);
    sql(
        """
        UPDATE control.tenant SET next_attempt_at = now() + interval '1 hour', work_failures = 3,
                                  work_error = 'somebody uses it' WHERE id = :id
        """,
        dropping);
    UUID retried = tenant(TenantStatus.PENDING);
    sql(
        "UPDATE control.tenant SET attempts = 1, next_attempt_at = now() + interval '1 hour' WHERE"
            + " id = :id",
        retried);
    sql(
        "INSERT INTO control.attempt VALUES (:id, 1, 'w', now(), now(), 'failed', 'lock time-out')",
        retried);
    UUID failed = tenant(TenantStatus.FAILED);
    UUID fine = tenant(TenantStatus.ACTIVE);

    Answer trouble = api().get(TROUBLE + "?limit=200");

    assertThat(trouble.status()).as(trouble.body()).isEqualTo(200);
    assertThat(ids(trouble, "overdue")).contains(overdue).doesNotContain(retried, failed, fine);
    assertThat(ids(trouble, "overdue")).first().isEqualTo(overdue);
    assertThat(ids(trouble, "retrying")).contains(dropping, retried).doesNotContain(overdue, fine);
    assertThat(ids(trouble, "failed")).contains(failed).doesNotContain(overdue, fine);
    assertThat(trouble.body()).contains("somebody uses it", "lock time-out", "no-luck");
    assertThat(trouble.json().path("failed").path("count").asLong()).isPositive();
    Answer one = api().get(TROUBLE + "?limit=1");
    assertThat(ids(one, "retrying")).hasSize(1);
    assertThat(one.json().path("retrying").path("count").asLong()).isGreaterThan(1);
  }

  @Test
  void showsTheOldestMessageThatTheBrokerDoesNotTake() {
    UUID message = UUID.randomUUID();
    sql(
        """
        INSERT INTO control.outbox (message_id, kind, type, data, occurred_at, attempts,
                                    next_attempt_at, last_error)
        VALUES (:id, 'command', 'nonsense', '{}', now(), 4, now() + interval '1 hour',
                'no queue takes it')
        """,
        message);
    try {
      var outbox = api().get(TROUBLE).json().path("outbox");
      assertThat(outbox.path("waiting").asLong()).isPositive();
      assertThat(outbox.path("failing").asLong()).isPositive();
      assertThat(outbox.path("oldest").path("type").asString()).isEqualTo("nonsense");
      assertThat(outbox.path("oldest").path("lastError").asString()).isEqualTo("no queue takes it");
    } finally {
      sql("DELETE FROM control.outbox WHERE message_id = :id", message);
    }
  }

  @Test
  void retriesManyFailedTenants() {
    List<UUID> failed = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      failed.add(tenant(TenantStatus.FAILED));
      sql(
          "UPDATE control.tenant SET status_reason = 'flood: ' || id WHERE id = :id",
          failed.getLast());
    }
    UUID other = tenant(TenantStatus.FAILED);
    assertThat(retry("{\"statusReason\": \"flood\", \"type\": \"atelier\"}")).isZero();
    assertThat(retry("{\"statusReason\": \"flood\", \"limit\": 2, \"reason\": \"dry again\"}"))
        .isEqualTo(2);
    assertThat(retry("{\"statusReason\": \"flood\"}")).isEqualTo(1);
    assertThat(retry("{\"statusReason\": \"flood\"}")).isZero();
    for (UUID tenant : failed) {
      assertThat(api().tenant(tenant).text("status")).isEqualTo("PENDING");
      assertThat(api().get(Api.TENANTS + "/" + tenant + "/history").body())
          .contains("tenant.retry");
    }
    assertThat(api().tenant(other).text("status")).isEqualTo("FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\": 0}          | limit",
        "{\"limit\": 1001}       | limit",
        "{\"type\": \"\\u0000\"} | type",
        "{\"statusReason\": \"\"} | statusReason",
        "{\"nonsense\": 1}       | nonsense",
      })
  void namesTheMemberThatIsWrong(String body, String field) {
    Answer answer = api().send("POST", RETRY, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void isForOperatorsOnly() {
    Api others = client("tenants:create tenants:read tenants:write tenants:delete");
    assertThat(others.get(TROUBLE).problem()).isEqualTo("scope-missing");
    assertThat(others.send("POST", RETRY, null).problem()).isEqualTo("scope-missing");
    assertThat(api().get(TROUBLE + "?limit=201").text("field")).isEqualTo("limit");
  }

  private int retry(String body) {
    Answer answer = api().send("POST", RETRY, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("retried").asInt();
  }

  private static List<UUID> ids(Answer trouble, String kind) {
    List<UUID> ids = new ArrayList<>();
    trouble
        .json()
        .path(kind)
        .path("first")
        .forEach(tenant -> ids.add(UUID.fromString(tenant.path("id").asString())));
    return ids;
  }

  private void sql(String sql, UUID id) {
    database.admin().sql(sql).param("id", id).update();
  }
}
