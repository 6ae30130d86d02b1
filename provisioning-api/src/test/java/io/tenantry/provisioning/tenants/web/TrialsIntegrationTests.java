package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a trial's end. */
class TrialsIntegrationTests extends AbstractApiTests {

  private static final String SUSPEND = "{\"reason\": \"unpaid\"}";

  @Test
  void lengthensByDaysFromItsEnd() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Instant end = end(api().tenant(tenant));

    Answer answer = api().order(tenant, "extend-trial", "{\"days\": 10}");

    assertThat(end(answer)).isEqualTo(end.plus(10, ChronoUnit.DAYS));
    assertThat(eventData(tenant, "tenant.trial-extended"))
        .contains("\"trialEndsAt\":\"" + answer.text("trialEndsAt") + "\"");
  }

  @Test
  void lengthensUntilATime() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Instant end = end(api().tenant(tenant)).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);

    assertThat(end(extendUntil(tenant, end.toString()))).isEqualTo(end);
  }

  @Test
  void lengthensFromNowWhereItIsOver() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    endsAt(tenant, "now() - interval '30 days'");

    Answer answer = api().order(tenant, "extend-trial", "{\"days\": 2}");

    assertThat(end(answer))
        .isCloseTo(Instant.now().plus(2, ChronoUnit.DAYS), within(5, ChronoUnit.MINUTES));
  }

  @Test
  void takesTimesOfOtherZones() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Instant end = end(api().tenant(tenant)).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);

    String there = end.atOffset(ZoneOffset.ofHours(-5)).toString();

    assertThat(end(extendUntil(tenant, there))).isEqualTo(end);
  }

  @Test
  void lengthensUpToAYearFromNowAndNoFurther() {
    UUID tenant = tenant(TenantStatus.TRIAL);

    Answer tooFar = api().order(tenant, "extend-trial", "{\"days\": 365}");
    assertThat(tooFar.status()).isEqualTo(400);
    assertThat(tooFar.text("field")).isEqualTo("days");
    assertThat(api().order(tenant, "extend-trial", "{\"days\": 352}").status()).isEqualTo(400);
    assertThat(api().order(tenant, "extend-trial", "{\"days\": 351}").status()).isEqualTo(200);
    Instant beyond = Instant.now().plus(366, ChronoUnit.DAYS);
    assertThat(extendUntil(tenant, beyond.toString()).text("field")).isEqualTo("until");
  }

  @Test
  void doesNotShorten() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Instant end = end(api().tenant(tenant));

    for (Instant wanted : new Instant[] {end, end.minusSeconds(1), Instant.EPOCH}) {
      Answer answer = extendUntil(tenant, wanted.toString());
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("field")).isEqualTo("until");
      assertThat(answer.text("detail")).startsWith("until: must be after ");
    }
    assertThat(end(api().tenant(tenant))).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                  | days",
        "{'days': null}                                      | days",
        "{'days': 1, 'until': '2099-01-31T12:00:00Z'}        | until",
        "{'days': 0}                                         | days",
        "{'days': -1}                                        | days",
        "{'days': 366}                                       | days",
        "{'days': 1.5}                                       | days",
        "{'days': '7'}                                       | days",
        "{'days': 99999999999}                               | days",
        "{'until': 'tomorrow'}                               | until",
        "{'until': '2099-01-31'}                             | until",
        "{'until': ''}                                       | until",
        "{'until': true}                                     | until",
        "{'until': 4102444800}                               | until",
        "{'until': '2099-01-31T12:00:00'}                    | until",
        "{'until': '2099-01-31T12:00:00+25:00'}              | until",
        "{'until': '+999999999-12-31T23:59:59Z'}             | until",
        "{'until': '+1000000000-12-31T23:59:59Z'}            | until",
        "{'days': 1, 'reason': ''}                           | reason",
        "{'days': 1, 'reason': 'a\\u0007'}                   | reason",
        "{'days': 1, 'reason': 1}                            | reason",
        "{'weeks': 1}                                        | weeks",
      })
  void namesTheMemberThatIsWrong(String body, String field) {
    UUID tenant = tenant(TenantStatus.TRIAL);

    Answer answer = api().order(tenant, "extend-trial", body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
    assertThat(api().tenant(tenant).header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void isThereAgainAfterASuspensionWhileItsEndIsAhead() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Instant end = end(api().tenant(tenant));
    api().order(tenant, "suspend", SUSPEND);

    Answer resumed = api().order(tenant, "resume", null);

    assertThat(resumed.text("status")).isEqualTo("TRIAL");
    assertThat(resumed.json().path("statusReason").isNull()).isTrue();
    assertThat(end(resumed)).isEqualTo(end);
    assertThat(eventData(tenant, "tenant.resumed")).contains("\"status\":\"TRIAL\"");
  }

  @Test
  void isLeftBehindByATenantThatIsResumedAfterItsEnd() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    api().order(tenant, "suspend", SUSPEND);
    endsAt(tenant, "now() - interval '1 second'");

    Answer resumed = api().order(tenant, "resume", null);

    assertThat(resumed.text("status")).isEqualTo("ACTIVE");
    assertThat(resumed.json().path("trialEndsAt").isNull()).isTrue();
  }

  @Test
  void isThereAgainWhereItWasLengthenedDuringASuspension() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    api().order(tenant, "suspend", SUSPEND);
    endsAt(tenant, "now() - interval '1 second'");

    assertThat(api().order(tenant, "extend-trial", "{\"days\": 1}").text("status"))
        .isEqualTo("SUSPENDED");
    assertThat(api().order(tenant, "resume", null).text("status")).isEqualTo("TRIAL");
  }

  @Test
  void neverComesBackOnceConverted() {
    UUID tenant = tenant(TenantStatus.TRIAL);
    Answer converted = api().order(tenant, "convert", null);
    assertThat(converted.json().path("trialEndsAt").isNull()).isTrue();
    api().order(tenant, "suspend", SUSPEND);

    Answer extended = api().order(tenant, "extend-trial", "{\"days\": 1}");
    assertThat(extended.status()).isEqualTo(409);
    assertThat(extended.problem()).isEqualTo("no-trial");
    assertThat(api().order(tenant, "resume", null).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void isConvertedToAnotherPlan() {
    String plan = unique("plan-");
    database.admin().sql("INSERT INTO control.plan (name) VALUES (?)").param(plan).update();
    UUID tenant = tenant(TenantStatus.TRIAL);

    Answer unknown = api().order(tenant, "convert", "{\"plan\": \"nonsense\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("field")).isEqualTo("plan");
    assertThat(api().order(tenant, "convert", "{\"plan\": \"No\"}").text("field"))
        .isEqualTo("plan");
    assertThat(api().tenant(tenant).text("status")).isEqualTo("TRIAL");
    Answer converted = api().order(tenant, "convert", "{\"plan\": \"%s\"}".formatted(plan));
    assertThat(converted.text("plan")).isEqualTo(plan);
    assertThat(eventData(tenant, "tenant.converted")).contains("\"plan\":\"" + plan + "\"");
  }

  private Answer extendUntil(UUID tenant, String until) {
    return api().order(tenant, "extend-trial", "{\"until\": \"" + until + "\"}");
  }

  private static Instant end(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Instant.parse(answer.text("trialEndsAt"));
  }

  private void endsAt(UUID tenant, String when) {
    database
        .admin()
        .sql("UPDATE control.tenant SET trial_ends_at = " + when + " WHERE id = :id")
        .param("id", tenant)
        .update();
  }

  private String eventData(UUID tenant, String type) {
    return database
        .admin()
        .sql("SELECT data FROM control.tenant_event WHERE tenant_id = :id AND type = :type")
        .param("id", tenant)
        .param("type", type)
        .query(String.class)
        .single();
  }
}
