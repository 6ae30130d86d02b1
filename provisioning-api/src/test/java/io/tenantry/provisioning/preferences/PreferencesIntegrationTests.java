package io.tenantry.provisioning.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreferencesIntegrationTests extends AbstractPreferenceTests {

  @Test
  void tellsWhichPreferencesThereAre() {
    Answer answer = client("tenants:create").get("/api/v1/preference-keys");

    assertThat(answer.status()).isEqualTo(200);
    List<JsonNode> keys = answer.json().path("items").valueStream().toList();
    assertThat(keys).extracting(key -> key.path("name").asString()).isEqualTo(STANDARD);
    assertThat(keys.get(1))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"name": "locale",
                     "description": "Language of mails and pages where a user has chosen none",
                     "type": "enum", "default": "en", "changeableBy": ["OPERATOR", "TENANT"],
                     "values": ["en", "es"]}
                    """));
    assertThat(keys.get(2).path("default").isNull()).isTrue();
    assertThat(keys.get(3).path("pattern").asString()).startsWith("^").endsWith("$");
    assertThat(keys.get(5).path("maximum").asInt()).isEqualTo(3650);
    assertThat(keys.get(6).path("changeableBy").toString()).isEqualTo("[\"OPERATOR\"]");
    assertThat(api().withKey(null).get("/api/v1/preference-keys").status()).isEqualTo(401);
  }

  @Test
  void beginsWithDefaults() {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = api().get(path(tenant));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo(api().tenant(tenant).header("ETag"));
    assertThat(names(answer)).isEqualTo(STANDARD);
    assertThat(defaults(answer)).isEqualTo(STANDARD);
    assertThat(value(answer, "service.warranty-days").asInt()).isEqualTo(90);
    assertThat(value(answer, "products.low-stock-alerts").asBoolean()).isTrue();
    assertThat(value(answer, "mail.from-name").isNull()).isTrue();
  }

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    change(tenant, "{\"locale\": \"es\", \"service.warranty-days\": 30}");

    Answer changed =
        change(
            tenant,
            """
            {"currency": "PEN", "timezone": "America/Lima", "service.warranty-days": null,
             "products.low-stock-alerts": false, "mail.from-name": " Taller Ñandú ",
             "mail.reply-to": "ana@example.com"}
            """,
            "Content-Type",
            "application/merge-patch+json");

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(value(changed, "locale").asString()).isEqualTo("es");
    assertThat(value(changed, "mail.from-name").asString()).isEqualTo("Taller Ñandú");
    assertThat(value(changed, "service.warranty-days").asInt()).isEqualTo(90);
    assertThat(defaults(changed)).containsExactly("service.warranty-days", "support.level");
    Answer shown = api().get(path(tenant));
    assertThat(shown.json()).isEqualTo(changed.json());
    assertThat(shown.header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(stored(tenant))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"currency": "PEN", "locale": "es", "mail.from-name": "Taller Ñandú",
                     "mail.reply-to": "ana@example.com", "products.low-stock-alerts": false,
                     "timezone": "America/Lima"}
                    """));
  }

  @Test
  void tellsOfEachChangeOnceAndOfNoneThatIsNone() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Answer first = change(tenant, "{\"locale\": \"es\", \"mail.reply-to\": \"ana@example.com\"}");
    Answer same = change(tenant, "{\"locale\": \"es\", \"currency\": null}");
    Answer none = change(tenant, "{}");
    change(tenant, "{\"locale\": null}");

    assertThat(same.json()).isEqualTo(first.json());
    assertThat(same.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(none.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(
            database
                .admin()
                .sql(
                    """
                    SELECT sequence || ' ' || type FROM control.tenant_event
                    WHERE tenant_id = :id ORDER BY sequence
                    """)
                .param("id", tenant)
                .query(String.class)
                .list())
        .containsExactly(
            "1 tenant.created", "2 tenant.activated", "3 tenant.updated", "4 tenant.updated");
    assertThat(
            database
                .admin()
                .sql(
                    """
                    SELECT detail ->> 'text' FROM control.audit
                    WHERE tenant_id = :id AND action = 'tenant.change-preferences'
                      AND actor = 'bootstrap' ORDER BY id
                    """)
                .param("id", tenant)
                .query(String.class)
                .list())
        .containsExactly("locale, mail.reply-to", "locale reset");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'locale': 'fr'}                   | locale",
        "{'locale': ['es']}                 | locale",
        "{'timezone': 'Nowhere/City'}       | timezone",
        "{'timezone': 1}                    | timezone",
        "{'currency': 'ZZZ'}                | currency",
        "{'currency': 'eur'}                | currency",
        "{'mail.from-name': 5}              | mail.from-name",
        "{'mail.from-name': ''}             | mail.from-name",
        "{'mail.from-name': 'a\\u0000b'}    | mail.from-name",
        "{'mail.from-name': 'a\\r\\nBcc: b'} | mail.from-name",
        "{'mail.reply-to': 'nobody'}        | mail.reply-to",
        "{'mail.reply-to': 'a@b, c@d'}      | mail.reply-to",
        "{'products.low-stock-alerts': 1}   | products.low-stock-alerts",
        "{'products.low-stock-alerts': 'no'} | products.low-stock-alerts",
        "{'service.warranty-days': -1}      | service.warranty-days",
        "{'service.warranty-days': 3651}    | service.warranty-days",
        "{'service.warranty-days': 1.5}     | service.warranty-days",
        "{'service.warranty-days': 1e2}     | service.warranty-days",
        "{'service.warranty-days': '30'}    | service.warranty-days",
        "{'service.warranty-days': 99999999999999999999} | service.warranty-days",
        "{'support.level': 'best'}          | support.level",
        "{'nonsense': 1}                    | nonsense",
        "{'nonsense': null}                 | nonsense",
        "{'Locale': 'es'}                   | Locale",
        "{'': 1}                            | ``",
        "{'mail': {'from-name': 'a'}}       | mail"
      })
  void namesThePreferenceThatIsWrongAndChangesNothing(String body, String field) {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    Answer before = change(tenant, "{\"locale\": \"es\"}");
    long audit = rows("audit");

    String json = body.replace('\'', '"').replaceFirst("\\{", "{\"currency\": \"PEN\", ");
    Answer answer = change(tenant, field.equals("currency") ? body.replace('\'', '"') : json);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).isEqualTo(field);
    assertThat(api().get(path(tenant)).json()).isEqualTo(before.json());
    assertThat(api().get(path(tenant)).header("ETag")).isEqualTo(before.header("ETag"));
    assertThat(rows("audit")).isEqualTo(audit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"es\"", "5", "{", "{\"locale\": \"es\"} x"})
  void refusesWhatIsNoObject(String body) {
    UUID tenant = tenant(TenantStatus.ACTIVE);

    Answer answer = change(tenant, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-body");
  }

  @Test
  void refusesAChangeOfWhatHasChangedSinceItWasSeen() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    String seen = String.valueOf(api().get(path(tenant)).header("ETag"));
    api().patch(tenant, "{\"name\": \"Another name\"}");

    Answer refused = change(tenant, "{\"locale\": \"es\"}", "If-Match", seen);

    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.problem()).isEqualTo("precondition-failed");
    assertThat(stored(tenant).isEmpty()).isTrue();
    String now = String.valueOf(api().get(path(tenant)).header("ETag"));
    assertThat(change(tenant, "{\"locale\": \"es\"}", "If-Match", now).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(TenantStatus.class)
  void changesThoseOfEveryTenantThatIsNotDeleted(TenantStatus status) {
    UUID tenant = tenant(status);

    Answer answer = change(tenant, "{\"locale\": \"es\"}");

    boolean deleted = status == TenantStatus.DELETED;
    assertThat(answer.status()).isEqualTo(deleted ? 409 : 200);
    assertThat(stored(tenant).isEmpty()).isEqualTo(deleted);
    assertThat(api().get(path(tenant)).status()).isEqualTo(200);
  }

  @Test
  void needsATenantAndTheScope() {
    UUID nobody = UUID.randomUUID();
    for (Answer answer : List.of(api().get(path(nobody)), change(nobody, "{\"locale\": \"es\"}"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.problem()).isEqualTo("tenant-not-found");
    }
    UUID tenant = tenant(TenantStatus.ACTIVE);
    assertThat(client("tenants:write").get(path(tenant)).status()).isEqualTo(403);
    Api reader = client("tenants:read");
    assertThat(reader.get(path(tenant)).status()).isEqualTo(200);
    assertThat(reader.send("PATCH", path(tenant), "{\"locale\": \"es\"}").status()).isEqualTo(403);
    assertThat(stored(tenant).isEmpty()).isTrue();
  }
}
