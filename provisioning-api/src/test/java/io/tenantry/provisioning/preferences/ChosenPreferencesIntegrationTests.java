package io.tenantry.provisioning.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is chosen with the sign-up, and what was chosen once. */
class ChosenPreferencesIntegrationTests extends AbstractPreferenceTests {

  @Test
  void takesThemWithTheSignUp() {
    Answer made =
        api()
            .signUp(
                """
                {"name": "%s", "preferences": {"locale": "es", "currency": null,
                 "service.warranty-days": 7}}
                """
                    .formatted(unique("t")));

    assertThat(made.status()).as(made.body()).isEqualTo(202);
    Answer shown = api().get(path(made.id()));
    assertThat(value(shown, "locale").asString()).isEqualTo("es");
    assertThat(value(shown, "service.warranty-days").asInt()).isEqualTo(7);
    assertThat(defaults(shown)).contains("currency").doesNotContain("locale");
    assertThat(shown.header("ETag")).isEqualTo("\"1\"");
    assertThat(stored(made.id()).toString())
        .isEqualTo("{\"locale\":\"es\",\"service.warranty-days\":7}");
  }

  @Test
  void tellsRepeatsOfASignUpApartByThemWhateverTheirOrder() {
    String key = unique("key");
    String body = "{\"name\": \"" + unique("t") + "\", \"preferences\": {%s}}";
    Answer first = repeat(key, body.formatted("\"locale\": \"es\", \"currency\": \"PEN\""));
    Answer same = repeat(key, body.formatted("\"currency\": \"PEN\", \"locale\": \"es\""));
    Answer other = repeat(key, body.formatted("\"currency\": \"PEN\", \"locale\": \"en\""));

    assertThat(first.status()).isEqualTo(202);
    assertThat(same.id()).isEqualTo(first.id());
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void fallsBackToTheDefaultForWhatIsNoLongerAllowed() {
    UUID tenant = tenant(TenantStatus.ACTIVE);
    database
        .admin()
        .sql(
            """
            UPDATE control.tenant
            SET preferences = '{"locale": "fr", "gone": 1, "currency": "PEN"}' WHERE id = :id
            """)
        .param("id", tenant)
        .update();

    Answer answer = api().get(path(tenant));

    assertThat(value(answer, "locale").asString()).isEqualTo("en");
    assertThat(value(answer, "currency").asString()).isEqualTo("PEN");
    assertThat(names(answer)).isEqualTo(STANDARD);
    assertThat(defaults(answer)).contains("locale").doesNotContain("currency");
  }

  private Answer repeat(String key, String body) {
    return api().signUp(body, "Idempotency-Key", key);
  }
}
