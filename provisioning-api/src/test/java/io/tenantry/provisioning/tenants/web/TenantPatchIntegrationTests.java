package io.tenantry.provisioning.tenants.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api.Answer;
import io.tenantry.registry.TenantStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TenantPatchIntegrationTests extends AbstractApiTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'contact': {'name': 'Eva'}}                | {'name':'Eva','email':'ana@shop.example'}",
        "{'contact': {'email': 'eva@shop.example'}}  | {'name':'Ana','email':'eva@shop.example'}",
        "{'contact': {'email': null}}                | {'name':'Ana','email':null}",
        "{'contact': {'name': null, 'email': null}}  | null",
        "{'contact': null}                           | null",
        "{'contact': {'name': '  Eva  '}}            | {'name':'Eva','email':'ana@shop.example'}",
        "{'contact': {}}                             | {'name':'Ana','email':'ana@shop.example'}",
        "{}                                          | {'name':'Ana','email':'ana@shop.example'}",
      })
  void mergesTheContact(String patch, String expected) {
    UUID tenant = withContact();

    Answer answer = api().patch(tenant, patch.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("contact")).hasToString(expected.replace('\'', '"'));
    assertThat(api().tenant(tenant).json()).isEqualTo(answer.json());
  }

  @Test
  void changesNameAndPlanAndTellsOfIt() {
    String plan = plan();
    UUID tenant = withContact();

    Answer answer = api().patch(tenant, "{\"name\": \" Dos \", \"plan\": \"%s\"}".formatted(plan));

    assertThat(answer.text("name")).isEqualTo("Dos");
    assertThat(answer.text("plan")).isEqualTo(plan);
    assertThat(answer.json().path("contact").path("name").asString()).isEqualTo("Ana");
    JsonNode event = lastEvent(tenant);
    assertThat(event.path("name").asString()).isEqualTo("Dos");
    assertThat(event.path("plan").asString()).isEqualTo(plan);
    assertThat(answer.header("ETag")).isEqualTo("\"" + event.path("sequence").asInt() + "\"");
    assertThat(auditDetail(tenant)).contains("→ Dos", "free → " + plan).doesNotContain("contact");
  }

  @Test
  void tellsConsumersOfTheNewContact() {
    UUID tenant = withContact();

    api().patch(tenant, "{\"contact\": {\"email\": \"eva@shop.example\"}}");

    assertThat(lastEvent(tenant).path("contact").path("email").asString())
        .isEqualTo("eva@shop.example");
  }

  @Test
  void writesNoPersonalDataIntoTheAuditLog() {
    UUID tenant = withContact();

    api().patch(tenant, "{\"contact\": {\"email\": \"eva@shop.example\"}}");

    assertThat(auditDetail(tenant)).isEqualTo("contact");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'plan': 'free'}",
        "{'contact': {'name': 'Ana'}}",
        "{'contact': {'name': ' Ana ', 'email': 'ana@shop.example'}, 'plan': 'free'}"
      })
  void tellsNobodyOfWhatChangesNothing(String patch) {
    UUID tenant = withContact();
    String version = api().tenant(tenant).header("ETag");
    long events = rows("tenant_event");
    long entries = rows("audit");

    Answer answer = api().patch(tenant, patch.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo(version);
    assertThat(rows("tenant_event")).isEqualTo(events);
    assertThat(rows("audit")).isEqualTo(entries);
  }

  @Test
  void takesMergePatchesByTheirOwnMediaType() {
    UUID tenant = withContact();
    Answer answer =
        api().patch(tenant, "{\"contact\": null}", "Content-Type", "application/merge-patch+json");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("contact").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name': null}                          | name",
        "{'name': ''}                            | name",
        "{'name': '  '}                          | name",
        "{'name': 'a\\u0000b'}                   | name",
        "{'name': 5}                             | name",
        "{'name': ['a']}                         | name",
        "{'plan': null}                          | plan",
        "{'plan': 'nonsense'}                    | plan",
        "{'plan': 'No Plan'}                     | plan",
        "{'plan': 1}                             | plan",
        "{'contact': 'Ana'}                      | contact",
        "{'contact': []}                         | contact",
        "{'contact': {'name': ''}}               | contact.name",
        "{'contact': {'name': 'a\\nb'}}          | contact.name",
        "{'contact': {'email': 'none'}}          | contact.email",
        "{'contact': {'email': 7}}               | contact.email",
        "{'contact': {'phone': '1'}}             | contact.phone",
        "{'status': 'ACTIVE'}                    | status",
        "{'schemaName': 'other'}                 | schemaName",
        "{'trialEndsAt': '2027-01-31T12:00:00Z'} | trialEndsAt",
        "{'id': '0'}                             | id",
      })
  void namesTheMemberThatIsWrongAndChangesNothing(String patch, String field) {
    refuses(patch, field);
  }

  @Test
  void refusesWhatIsTooLong() {
    refuses("{'name': '" + "n".repeat(201) + "'}", "name");
    refuses("{'contact': {'name': '" + "n".repeat(201) + "'}}", "contact.name");
    refuses("{'contact': {'email': 'a@" + "n".repeat(253) + "'}}", "contact.email");
  }

  @Test
  void saysWhichPlansThereAre() {
    assertThat(api().patch(withContact(), "{\"plan\": \"nonsense\"}").text("detail"))
        .startsWith("plan: is none of the plans: ")
        .contains("free");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"a\"", "{", "{\"name\": \"a\", \"name\": \"b\"}"})
  void refusesWhatIsNoObjectOfJson(String body) {
    Answer answer = api().patch(tenant(TenantStatus.ACTIVE), body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-body");
  }

  private void refuses(String patch, String field) {
    UUID tenant = withContact();
    JsonNode before = api().tenant(tenant).json();
    List<Long> rows = List.of(rows("tenant_event"), rows("audit"));

    Answer answer = api().patch(tenant, patch.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
    assertThat(answer.text("detail")).startsWith(field + ": ").doesNotContain("Optional");
    assertThat(api().tenant(tenant).json()).isEqualTo(before);
    assertThat(List.of(rows("tenant_event"), rows("audit"))).isEqualTo(rows);
  }

  private UUID withContact() {
    return api()
        .signUp(
            """
            {"name": "%s", "contact": {"name": "Ana", "email": "ana@shop.example"}}
            """
                .formatted(unique("p")))
        .id();
  }

  private String plan() {
    String plan = unique("plan-");
    database.admin().sql("INSERT INTO control.plan (name) VALUES (?)").param(plan).update();
    return plan;
  }

  private JsonNode lastEvent(UUID tenant) {
    return JsonMapper.shared()
        .readTree(
            database
                .admin()
                .sql(
                    """
                    SELECT data FROM control.tenant_event
                    WHERE tenant_id = :id AND type = 'tenant.updated'
                    ORDER BY sequence DESC LIMIT 1
                    """)
                .param("id", tenant)
                .query(String.class)
                .single());
  }

  private String auditDetail(UUID tenant) {
    return database
        .admin()
        .sql(
            """
            SELECT detail ->> 'text' FROM control.audit
            WHERE tenant_id = :id AND action = 'tenant.update'
            """)
        .param("id", tenant)
        .query(String.class)
        .single();
  }
}
