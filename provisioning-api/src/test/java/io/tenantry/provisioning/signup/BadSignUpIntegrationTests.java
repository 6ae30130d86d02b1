package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in: a problem that names the field, and nothing is written. */
class BadSignUpIntegrationTests extends AbstractApiTests {

  private static final List<String> TABLES =
      List.of("tenant", "domain", "tenant_event", "audit", "idempotency_key");

  static Stream<Arguments> wrongMembers() {
    return Stream.of(
        Arguments.of("{}", "name"),
        Arguments.of("{'name': null}", "name"),
        Arguments.of("{'name': ''}", "name"),
        Arguments.of("{'name': '   '}", "name"),
        Arguments.of("{'name': '\\u00a0\\u2003'}", "name"),
        Arguments.of("{'name': 'a\\u0000b'}", "name"),
        Arguments.of("{'name': 'a\\nb'}", "name"),
        Arguments.of("{'name': 'a\\ud800b'}", "name"),
        Arguments.of("{'name': 'a\\u202eb'}", "name"),
        Arguments.of("{'name': '" + "n".repeat(201) + "'}", "name"),
        Arguments.of("{'name': 5}", "name"),
        Arguments.of("{'name': ['a']}", "name"),
        Arguments.of("{'name': {'a': 1}}", "name"),
        Arguments.of("{'name': true}", "name"),
        Arguments.of("{'name': '東京'}", "name"),
        Arguments.of("{'name': '!!!'}", "name"),
        Arguments.of("{'name': 'Admin'}", "name"),
        Arguments.of("{'name': 'WWW'}", "name"),
        Arguments.of("{'name': 'public'}", "name"),
        Arguments.of("{'name': 'pg catalog'}", "name"),
        Arguments.of(schema(""), "schemaName"),
        Arguments.of(schema("1a"), "schemaName"),
        Arguments.of(schema("_a"), "schemaName"),
        Arguments.of(schema("A"), "schemaName"),
        Arguments.of(schema("a-b"), "schemaName"),
        Arguments.of(schema("a b"), "schemaName"),
        Arguments.of(schema("a;drop"), "schemaName"),
        Arguments.of(schema("a\\\"b"), "schemaName"),
        Arguments.of(schema("a\\u0027b"), "schemaName"),
        Arguments.of(schema("ñandu"), "schemaName"),
        Arguments.of(schema("a\\n"), "schemaName"),
        Arguments.of(schema("a".repeat(56)), "schemaName"),
        Arguments.of(schema("public"), "schemaName"),
        Arguments.of(schema("control"), "schemaName"),
        Arguments.of(schema("information_schema"), "schemaName"),
        Arguments.of(schema("pg_toast"), "schemaName"),
        Arguments.of(schema("tenantry_app"), "schemaName"),
        Arguments.of(schema("www"), "schemaName"),
        Arguments.of(schema("api"), "schemaName"),
        Arguments.of(schema("admin"), "schemaName"),
        Arguments.of(schema("console"), "schemaName"),
        Arguments.of(schema("mail"), "schemaName"),
        Arguments.of(schema("xn__abc"), "schemaName"),
        Arguments.of(schema("ends_"), "schemaName"),
        Arguments.of(member("domain", "''"), "domain"),
        Arguments.of(member("domain", "'http://shop.example'"), "domain"),
        Arguments.of(member("domain", "'shop.example:80'"), "domain"),
        Arguments.of(member("domain", "'*.shop.example'"), "domain"),
        Arguments.of(member("domain", "'10.0.0.1'"), "domain"),
        Arguments.of(member("domain", "'[::1]'"), "domain"),
        Arguments.of(member("domain", "'shop_1.example'"), "domain"),
        Arguments.of(member("domain", "'shop'"), "domain"),
        Arguments.of(member("domain", "'localhost'"), "domain"),
        Arguments.of(member("domain", "'www.localhost'"), "domain"),
        Arguments.of(member("domain", "'a.b.localhost'"), "domain"),
        Arguments.of(member("domain", "'admin.localhost'"), "domain"),
        Arguments.of(member("domain", "'xn--bcher-kva.localhost'"), "domain"),
        Arguments.of(member("domain", "'a\\u0000.example'"), "domain"),
        Arguments.of(member("domain", "'" + "a".repeat(300) + "'"), "domain"),
        Arguments.of(member("type", "'nonsense'"), "type"),
        Arguments.of(member("type", "7"), "type"),
        Arguments.of(member("plan", "'nonsense'"), "plan"),
        Arguments.of(member("plan", "'x; DROP'"), "plan"),
        Arguments.of(member("trialDays", "0"), "trialDays"),
        Arguments.of(member("trialDays", "366"), "trialDays"),
        Arguments.of(member("trialDays", "-1"), "trialDays"),
        Arguments.of(member("trialDays", "1.5"), "trialDays"),
        Arguments.of(member("trialDays", "'14'"), "trialDays"),
        Arguments.of(member("trialDays", "99999999999"), "trialDays"),
        Arguments.of(member("contact", "'ana'"), "contact"),
        Arguments.of(member("contact", "{'email': 'none'}"), "contact.email"),
        Arguments.of(member("contact", "{'email': 'a@b\\n.c'}"), "contact.email"),
        Arguments.of(member("contact", "{'name': ''}"), "contact.name"),
        Arguments.of(member("contact", "{'phone': '1'}"), "contact.phone"),
        Arguments.of(member("preferences", "'es'"), "preferences"),
        Arguments.of(member("preferences", "['es']"), "preferences"),
        Arguments.of(member("preferences", "{'locale': 'fr'}"), "preferences.locale"),
        Arguments.of(member("preferences", "{'locale': 1}"), "preferences.locale"),
        Arguments.of(member("preferences", "{'nonsense': 1}"), "preferences.nonsense"),
        Arguments.of(member("preferences", "{'nonsense': null}"), "preferences.nonsense"),
        Arguments.of(
            member("preferences", "{'locale': 'es', 'service.warranty-days': 99999}"),
            "preferences.service.warranty-days"),
        Arguments.of(member("status", "'ACTIVE'"), "status"),
        Arguments.of(member("id", "'0'"), "id"));
  }

  @ParameterizedTest
  @MethodSource("wrongMembers")
  void namesTheMemberAndWritesNothing(String body, String field) {
    List<Long> before = TABLES.stream().map(this::rows).toList();

    Answer answer = api().signUp(body.replace('\'', '"'), "Idempotency-Key", unique("bad"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertProblem(answer);
    assertThat(answer.text("field")).as(answer.body()).isEqualTo(field);
    assertThat(TABLES.stream().map(this::rows)).containsExactlyElementsOf(before);
  }

  @Test
  void namesAllMembersThatAreWrong() {
    Answer answer = api().signUp("{\"name\": \"\", \"trialDays\": 0, \"schemaName\": \"X\"}");

    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("field").asString()))
        .containsExactly("name", "schemaName", "trialDays");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{",
        "[]",
        "null",
        "\"a\"",
        "{\"name\": \"a\"} x",
        "{\"name\": \"a\",}",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "<name>a</name>"
      })
  void refusesWhatIsNoObjectOfJson(String body) {
    List<Long> before = TABLES.stream().map(this::rows).toList();

    Answer answer = api().signUp(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-body");
    assertProblem(answer);
    assertThat(TABLES.stream().map(this::rows)).containsExactlyElementsOf(before);
  }

  @Test
  void refusesHugeBodies() {
    Answer answer = api().signUp("{\"name\": \"" + "a".repeat(1 << 20) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertProblem(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/yaml, 415",
    "application/cbor, 415",
    "nonsense, 415"
  })
  void refusesOtherMediaTypes(String type, int status) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api().port() + Api.TENANTS))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("name=a"))
            .build();

    Answer answer = new Answer(Api.http().send(request, BodyHandlers.ofString()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertProblem(answer);
  }

  @Test
  void refusesALongIdempotencyKey() {
    Answer answer =
        api().signUp("{\"name\": \"" + unique("k") + "\"}", "Idempotency-Key", "k".repeat(256));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/yaml", "text/event-stream"})
  void refusesAnAnswerInAnotherFormBeforeAnythingIsWritten(String accepted) {
    List<Long> before = TABLES.stream().map(this::rows).toList();

    Answer answer = api().signUp("{\"name\": \"" + unique("t") + "\"}", "Accept", accepted);

    assertThat(answer.status()).as(answer.body()).isEqualTo(406);
    assertThat(answer.problem()).isEqualTo("not-acceptable");
    assertProblem(answer);
    assertThat(TABLES.stream().map(this::rows)).containsExactlyElementsOf(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'A', 'plan': 'nonsense'} | plan: is none of the plans: ",
        "{'name': 'Admin'}  | name: gives the schema name admin, which gives the domain admin,",
        "{'name': 'Admin'}  | is reserved",
        "{'name': 'public'} | name: gives the schema name public, which is reserved",
      },
      quoteCharacter = '`')
  void saysWhatIsKnownAndWhatIsReserved(String body, String detail) {
    Answer answer = api().signUp(body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains(detail);
  }

  private static void assertProblem(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body())
        .doesNotContain("Exception")
        .doesNotContain("java.")
        .doesNotContain("springframework")
        .doesNotContain("io.tenantry")
        .doesNotContain("SQL");
  }

  private static String schema(String name) {
    return member("schemaName", "'" + name + "'");
  }

  private static String member(String name, String value) {
    return "{'name': 'A shop', '%s': %s}".formatted(name, value);
  }
}
