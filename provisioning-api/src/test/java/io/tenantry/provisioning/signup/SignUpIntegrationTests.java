package io.tenantry.provisioning.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.Api.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpIntegrationTests extends AbstractApiTests {

  @Test
  void recordsTheTenantAndAnswersAtOnce() {
    String name = unique("tienda");

    Answer answer =
        api()
            .signUp(
                """
                {"name": "  Tienda Uno ", "schemaName": "%s", "trialDays": 14,
                 "contact": {"name": "Ana", "email": "ana@example.com"}}
                """
                    .formatted(name));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo(Api.TENANTS + "/" + answer.id());
    assertThat(answer.json().propertyNames())
        .containsExactly(
            "id",
            "name",
            "schemaName",
            "status",
            "statusReason",
            "type",
            "plan",
            "primaryDomain",
            "url",
            "contact",
            "createdAt",
            "activatedAt",
            "trialEndsAt");
    assertThat(answer.text("name")).isEqualTo("Tienda Uno");
    assertThat(answer.text("schemaName")).isEqualTo(name);
    assertThat(answer.text("status")).isEqualTo("PENDING");
    assertThat(answer.text("plan")).isEqualTo("free");
    assertThat(answer.text("type")).isEqualTo("default");
    assertThat(answer.text("primaryDomain")).isEqualTo(name + ".localhost");
    assertThat(answer.text("url")).isEqualTo("http://" + name + ".localhost:8081");
    assertThat(answer.json().path("contact"))
        .hasToString("{\"name\":\"Ana\",\"email\":\"ana@example.com\"}");
    assertThat(answer.json().path("activatedAt").isNull()).isTrue();
    assertThat(api().tenant(answer.id()).json()).isEqualTo(answer.json());
    assertThat(roleOf(name)).isEqualTo(database.schemaPrefix() + name);
  }

  @Test
  void derivesTheSchemaNameAndNumbersIt() {
    String name = unique("Café ");
    String derived = "cafe_" + name.substring(5);
    String body = "{\"name\": \"" + name + "\"}";

    List<Answer> answers = List.of(api().signUp(body), api().signUp(body), api().signUp(body));

    assertThat(answers)
        .extracting(answer -> answer.text("schemaName"))
        .containsExactly(derived, derived + "_2", derived + "_3");
    assertThat(answers.getLast().text("primaryDomain"))
        .isEqualTo((derived + "_3").replace('_', '-') + ".localhost");
  }

  @Test
  void numbersOnWhereTheDomainOrTheRoleIsTaken() {
    String base = unique("z");
    assertThat(api().signUp(given(unique("other"), base + ".localhost")).status()).isEqualTo(202);
    String role = database.schemaPrefix() + base + "_2";
    database.admin().sql("CREATE ROLE " + role).update();
    try {
      Answer answer = api().signUp("{\"name\": \"" + base + "\"}");

      assertThat(answer.text("schemaName")).as(answer.body()).isEqualTo(base + "_3");
    } finally {
      database.admin().sql("DROP ROLE " + role).update();
    }
  }

  @Test
  void acceptsOneOfAHundredSignUpsUnderTheSameSchemaName() throws Exception {
    String name = unique("race");

    List<Answer> answers = together(100, () -> api().signUp(given(name)));

    assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 409))
        .hasSize(99)
        .allSatisfy(answer -> assertThat(answer.text("field")).isEqualTo("schemaName"))
        .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("schema-name-taken"));
    assertThat(
            database
                .admin()
                .sql("SELECT count(*) FROM control.tenant WHERE schema_name = :name")
                .param("name", name)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void givesEachOfManyShopsOfOneNameASchemaNameOfItsOwn() throws Exception {
    String name = unique("kette");

    List<Answer> answers = together(30, () -> api().signUp("{\"name\": \"" + name + "\"}"));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
    assertThat(answers)
        .extracting(answer -> answer.text("schemaName"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 30)
                .mapToObj(number -> number == 1 ? name : name + "_" + number)
                .toList());
  }

  @Test
  void refusesASchemaNameThatAForeignRoleHas() {
    String name = unique("foreign");
    String role = database.schemaPrefix() + name;
    database.admin().sql("CREATE ROLE " + role).update();
    try {
      Answer answer = api().signUp(given(name));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("field")).isEqualTo("schemaName");
    } finally {
      database.admin().sql("DROP ROLE " + role).update();
    }
  }

  @Test
  void saysTakenAndNotReservedOnceTheTenantsRoleExists() {
    String name = unique("built");
    api().signUp(given(name));
    String role = database.schemaPrefix() + name;
    database.admin().sql("CREATE ROLE " + role).update();
    try {
      assertThat(api().signUp(given(name)).status()).isEqualTo(409);
    } finally {
      database.admin().sql("DROP ROLE " + role).update();
    }
  }

  @Test
  void takesADomainBelowThePlatformsAsTheDefaultOne() {
    String label = unique("d");

    Answer answer = api().signUp(given(unique("t"), "WWW." + label + ".LocalHost."));

    assertThat(answer.text("primaryDomain")).as(answer.body()).isEqualTo(label + ".localhost");
    Answer second = api().signUp(given(unique("t"), label + ".localhost"));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("field")).isEqualTo("domain");
    Answer third = api().signUp(given(label));
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.text("field")).isEqualTo("schemaName");
  }

  @Test
  void keepsACustomersDomainUntilItIsVerified() {
    String name = unique("t");
    String domain = unique("d") + ".example";

    Answer answer = api().signUp(given(name, domain));

    assertThat(answer.text("primaryDomain")).isEqualTo(name + ".localhost");
    assertThat(statusOf(domain)).containsExactly("PENDING");
    assertThat(api().signUp(given(unique("t"), domain)).status())
        .as("anybody may claim, one can prove")
        .isEqualTo(202);
    database
        .admin()
        .sql(
            """
            UPDATE control.domain SET status = 'VERIFIED', verified_at = now()
            WHERE name = :domain AND tenant_id = :id
            """)
        .param("domain", domain)
        .param("id", answer.id())
        .update();
    Answer late = api().signUp(given(unique("t"), domain));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("field")).isEqualTo("domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Robert'); DROP TABLE control.tenant;--", "\\\"quoted\\\"", "東京 Tōkyō"})
  void takesWhatPeopleCallTheirShops(String name) {
    String schema = unique("n");
    Answer answer =
        api().signUp("{\"name\": \"%s\", \"schemaName\": \"%s\"}".formatted(name, schema));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.text("name")).isEqualTo(name.replace("\\", ""));
  }

  private String roleOf(String schemaName) {
    return database
        .admin()
        .sql("SELECT role_name FROM control.tenant WHERE schema_name = :name")
        .param("name", schemaName)
        .query(String.class)
        .single();
  }

  private List<String> statusOf(String domain) {
    return database
        .admin()
        .sql("SELECT status FROM control.domain WHERE name = :domain")
        .param("domain", domain)
        .query(String.class)
        .list();
  }

  private static String given(String schemaName) {
    return "{\"name\": \"A shop\", \"schemaName\": \"%s\"}".formatted(schemaName);
  }

  private static String given(String schemaName, String domain) {
    return "{\"name\": \"A shop\", \"schemaName\": \"%s\", \"domain\": \"%s\"}"
        .formatted(schemaName, domain);
  }

  private static List<Answer> together(int times, Callable<Answer> call)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(times, call)).stream()
          .map(SignUpIntegrationTests::result)
          .toList();
    }
  }

  private static Answer result(Future<Answer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
