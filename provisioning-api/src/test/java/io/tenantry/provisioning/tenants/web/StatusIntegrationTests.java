package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What suspending, resuming and retrying leave behind. */
class StatusIntegrationTests extends AbstractApiTests {

  @Test
  void keepsTheReasonOfASuspension() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().order(tenant, "suspend", "{\"reason\": \" Märzrechnung offen \"}");

    assertThat(answer.text("statusReason")).isEqualTo("Märzrechnung offen");
    assertThat(
            text("SELECT data FROM control.tenant_event WHERE type = 'tenant.suspended'", tenant))
        .contains("\"reason\":\"Märzrechnung offen\"");
    assertThat(audit(tenant, "tenant.suspend")).isEqualTo("bootstrap 127.0.0.1 Märzrechnung offen");
  }

  @Test
  void writesDownWhyATenantWasResumed() {
    UUID tenant = tenant(TenantStatus.SUSPENDED);

    Answer answer = api().order(tenant, "resume", "{\"reason\": \"Paid\"}");

    assertThat(answer.json().path("statusReason").isNull()).isTrue();
    assertThat(audit(tenant, "tenant.resume")).isEqualTo("bootstrap 127.0.0.1 Paid");
  }

  @Test
  void retriesWithAllAttemptsAndOrdersTheBuildAtOnce() {
    UUID tenant = api().signUp("{\"name\": \"" + unique("r") + "\"}").id();
    sql("UPDATE control.tenant SET attempts = 8 WHERE id = :id", tenant);
    fail(tenant);
    assertThat(api().tenant(tenant).text("statusReason")).isEqualTo("no-luck: It rained.");

    Answer answer = api().order(tenant, "retry", "{\"reason\": \"It is dry\"}");

    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(answer.json().path("statusReason").isNull()).isTrue();
    assertThat(text("SELECT attempts::text FROM control.tenant", "id", tenant)).isEqualTo("0");
    assertThat(text("SELECT (next_attempt_at > now())::text FROM control.tenant", "id", tenant))
        .isEqualTo("true");
    assertThat(audit(tenant, "tenant.retry")).isEqualTo("bootstrap 127.0.0.1 It is dry");
    activate(tenant);
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                          | reason",
        "{'reason': null}            | reason",
        "{'reason': ''}              | reason",
        "{'reason': '   '}           | reason",
        "{'reason': 'a\\u0000b'}     | reason",
        "{'reason': 'a\\nb'}         | reason",
        "{'reason': 'a\\u202eb'}     | reason",
        "{'reason': 5}               | reason",
        "{'reason': ['a']}           | reason",
        "{'reason': 'a', 'by': 'me'} | by",
      })
  void namesTheMemberOfASuspensionThatIsWrong(String body, String field) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().order(tenant, "suspend", body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "'paid'"})
  void needsABodyToSuspend(String body) {
    Answer answer = api().order(tenant(TenantStatus.ACTIVE), "suspend", body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-body");
  }

  @ParameterizedTest
  @CsvSource({"resume, SUSPENDED", "retry, FAILED", "convert, TRIAL"})
  void refusesReasonsThatAreNoText(String operation, TenantStatus from) {
    UUID tenant = tenant(from);

    for (String reason :
        new String[] {"\"\"", "7", "\"a\\u0000\"", "\"" + "r".repeat(501) + "\""}) {
      Answer answer = api().order(tenant, operation, "{\"reason\": " + reason + "}");
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("field")).isEqualTo("reason");
    }
    assertThat(api().tenant(tenant).text("status")).isEqualTo(from.name());
  }

  @Test
  void takesReasonsUpToTheirLength() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    String reason = "é".repeat(500);
    assertThat(api().order(tenant, "suspend", "{\"reason\": \"" + reason + "é\"}").text("field"))
        .isEqualTo("reason");
    assertThat(
            api().order(tenant, "suspend", "{\"reason\": \"" + reason + "\"}").text("statusReason"))
        .isEqualTo(reason);
  }

  private String audit(UUID tenant, String action) {
    return text(
        "SELECT concat_ws(' ', actor, remote_address, detail ->> 'text') FROM control.audit"
            + " WHERE action = '"
            + action
            + "'",
        tenant);
  }

  private String text(String select, UUID tenant) {
    return database
        .admin()
        .sql(select + " AND tenant_id = :id")
        .param("id", tenant)
        .query(String.class)
        .single();
  }

  private String text(String select, String key, UUID tenant) {
    return database
        .admin()
        .sql(select + " WHERE " + key + " = :id")
        .param("id", tenant)
        .query(String.class)
        .single();
  }

  private void sql(String update, UUID tenant) {
    database.admin().sql(update).param("id", tenant).update();
  }
}
