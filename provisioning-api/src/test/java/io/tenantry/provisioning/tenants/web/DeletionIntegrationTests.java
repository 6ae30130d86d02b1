package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionIntegrationTests extends AbstractApiTests {

  @Test
  void givesThirtyDaysUnlessAskedForOthers() {
    assertThat(grace(delete(tenant(TenantStatus.ACTIVE), "")))
        .isCloseTo(Duration.ofDays(30), Duration.ofMinutes(5));
    assertThat(grace(delete(tenant(TenantStatus.ACTIVE), "?graceDays=7")))
        .isCloseTo(Duration.ofDays(7), Duration.ofMinutes(5));
    assertThat(grace(delete(tenant(TenantStatus.ACTIVE), "?force=true")))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(grace(delete(tenant(TenantStatus.ACTIVE), "?force=false")))
        .isCloseTo(Duration.ofDays(30), Duration.ofMinutes(5));
  }

  @Test
  void tellsUntilWhenItCanBeRestoredAndWhy() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    assertThat(api().tenant(tenant).json().has("dropAfter")).isFalse();

    Answer answer = delete(tenant, "?reason=%20Closed%20for%20good%20");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("statusReason")).isEqualTo("Closed for good");
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(api().tenant(tenant).json()).isEqualTo(answer.json());
    assertThat(data(tenant, 3)).contains("\"reason\":\"Closed for good\"").contains("dropAfter");
    Answer restored = api().order(tenant, "restore", "{\"reason\": \"A mistake\"}");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.text("status")).isEqualTo("ACTIVE");
    assertThat(restored.json().path("statusReason").isNull()).isTrue();
    assertThat(restored.json().has("dropAfter")).isFalse();
    assertThat(data(tenant, 4)).contains("\"status\":\"ACTIVE\"");
  }

  @Test
  void bringsASuspendedTenantBackWithItsReason() {
    UUID tenant = tenant(TenantStatus.SUSPENDED);
    delete(tenant, "");

    Answer restored = api().order(tenant, "restore", null);

    assertThat(restored.text("status")).isEqualTo("SUSPENDED");
    assertThat(restored.text("statusReason")).isEqualTo("unpaid");
  }

  @Test
  void bringsNoTenantBackWhoseDropHasStarted() {
    UUID tenant = tenant(TenantStatus.DELETING);
    database
        .admin()
        .sql("UPDATE control.tenant SET drop_started_at = now() WHERE id = :id")
        .param("id", tenant)
        .update();

    Answer answer = api().order(tenant, "restore", null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("drop-started");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("DELETING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "1", "yes", "", "false&force=true"})
  void dropsAtOnceOnlyForThoseWhoMay(String force) {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String path = Api.TENANTS + "/" + tenant + "?force=" + force;

    assertThat(client("tenants:write tenants:create").send("DELETE", path, null).problem())
        .isEqualTo("scope-missing");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void letsThoseWhoMayDeleteDoItEitherWay() {
    Api deleter = client("tenants:delete");
    String path = Api.TENANTS + "/" + tenant(TenantStatus.ACTIVE);
    assertThat(deleter.send("DELETE", path + "?force=true", null).status()).isEqualTo(202);
    path = Api.TENANTS + "/" + tenant(TenantStatus.ACTIVE);
    assertThat(deleter.send("DELETE", path, null).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({
    "graceDays=0, graceDays",
    "graceDays=-1, graceDays",
    "graceDays=366, graceDays",
    "graceDays=4000, graceDays",
    "graceDays=soon, graceDays",
    "graceDays=99999999999, graceDays",
    "graceDays=3&force=true, graceDays",
    "force=TRUE, force",
    "force=yes, force",
    "reason=%00, reason",
  })
  void refusesWhatMakesNoSenseAndChangesNothing(String query, String field) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = delete(tenant, "?" + query);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(api().tenant(tenant).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void deletesOnlyTheVersionThatTheCallerSaw() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String path = Api.TENANTS + "/" + tenant;

    assertThat(api().send("DELETE", path, null, "If-Match", "\"1\"").problem())
        .isEqualTo("precondition-failed");
    assertThat(api().send("DELETE", path, null, "If-Match", "\"2\"").status()).isEqualTo(202);
    assertThat(api().order(tenant, "restore", null, "If-Match", "\"2\"").status()).isEqualTo(412);
  }

  @Test
  void showsATombstone() {
    UUID tenant = tenant(TenantStatus.DELETED);

    assertThat(api().tenant(tenant).text("status")).isEqualTo("DELETED");
    database
        .admin()
        .sql("DELETE FROM control.domain WHERE tenant_id = :id")
        .param("id", tenant)
        .update();
    assertThat(api().tenant(tenant).status()).isEqualTo(200);
  }

  private Answer delete(UUID tenant, String query) {
    return api().send("DELETE", Api.TENANTS + "/" + tenant + query, null);
  }

  private static Duration grace(Answer answer) {
    return Duration.between(Instant.now(), Instant.parse(answer.text("dropAfter")));
  }

  private String data(UUID tenant, long sequence) {
    return database
        .admin()
        .sql("SELECT data FROM control.tenant_event WHERE tenant_id = :id AND sequence = :sequence")
        .param("id", tenant)
        .param("sequence", sequence)
        .query(String.class)
        .single();
  }
}
