package io.tenantry.provisioning.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsIntegrationTests extends AbstractConsoleTests {

  private static final String PATH = "/api/v1/operators";

  @Test
  void makesListsAndChangesAccounts() {
    String name = unique("ana");

    Answer made = create(name, "VIEWER");

    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(PATH + "/" + name);
    assertThat(made.json().path("hasPassword").asBoolean()).isFalse();
    Answer changed = api().send("PATCH", PATH + "/" + name, "{\"role\": \"OPERATOR\"}");
    assertThat(changed.text("role")).isEqualTo("OPERATOR");
    assertThat(changed.json().path("disabledAt").isNull()).isTrue();
    assertThat(api().get(PATH + "?limit=200").body()).contains(name);
    assertThat(audit(name)).containsExactly("operator.create", "operator.change");
  }

  @Test
  void saysWhyAnAccountCanNotBeAsWanted() {
    String name = unique("ana");
    create(name, "VIEWER");

    assertThat(create(name, "ADMIN").problem()).isEqualTo("operator-name-taken");
    assertThat(api().send("PATCH", PATH + "/nobody-here", "{}").problem())
        .isEqualTo("operator-not-found");
    assertThat(api().send("POST", PATH + "/nobody-here/log-in-link", null).problem())
        .isEqualTo("operator-not-found");
    assertThat(api().send("POST", PATH + "/nobody-here/password-reset", null).problem())
        .isEqualTo("operator-not-found");
    api().send("PATCH", PATH + "/" + name, "{\"disabled\": true}");
    assertThat(api().send("POST", PATH + "/" + name + "/log-in-link", null).problem())
        .isEqualTo("operator-disabled");
    assertThat(api().send("POST", PATH + "/" + name + "/password-reset", null).problem())
        .isEqualTo("operator-disabled");
  }

  @Test
  void theLastAdministratorStaysOne() {
    String last = unique("boss");
    assertThat(create(last, "ADMIN").status()).isEqualTo(201);
    database
        .admin()
        .sql("UPDATE control.operator SET disabled_at = now() WHERE name <> :name")
        .param("name", last)
        .update();

    assertThat(api().send("PATCH", PATH + "/" + last, "{\"role\": \"VIEWER\"}").problem())
        .isEqualTo("last-admin");
    assertThat(api().send("PATCH", PATH + "/" + last, "{\"disabled\": true}").problem())
        .isEqualTo("last-admin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'role': 'VIEWER'}               | name",
        "{'name': 'Ana', 'role': 'ADMIN'} | name",
        "{'name': 'a:b', 'role': 'ADMIN'} | name",
        "{'name': 'ana'}                  | role",
        "{'name': 'ana', 'role': 'KING'}  | role",
      },
      quoteCharacter = '`')
  void namesTheMemberThatIsWrong(String body, String field) {
    Answer answer = api().send("POST", PATH, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void isForClientsWithTheScopeOperations() {
    assertThat(client("operations").get(PATH).status()).isEqualTo(200);
    assertThat(client("tenants:read tenants:write tenants:delete").get(PATH).problem())
        .isEqualTo("scope-missing");
  }

  @Test
  void administratorsDoTheSameInTheConsoleAndNobodyElse() {
    Browser admin = loggedIn(Role.ADMIN);
    String name = unique("eva");

    HttpResponse<String> made =
        admin.post("/console/operators", "/console/operators", "name", name, "role", "OPERATOR");
    assertThat(made.body()).contains(name + " is made").contains("<h1>Operators</h1>");
    HttpResponse<String> link =
        admin.post("/console/operators", "/console/operators/" + name + "/link");
    assertThat(link.body()).contains("/console/link?token=");
    HttpResponse<String> reset =
        admin.post("/console/operators", "/console/operators/" + name + "/password-reset");
    assertThat(reset.body()).contains("The password is gone", "/console/link?token=");
    admin.post("/console/operators", "/console/operators/" + name + "/role", "role", "VIEWER");
    admin.post("/console/operators", "/console/operators/" + name + "/disable");
    admin.post("/console/operators", "/console/operators/" + name + "/enable");
    assertThat(audit(name))
        .containsExactly(
            "operator.create",
            "operator.issue-link",
            "operator.reset-password",
            "operator.issue-link",
            "operator.change",
            "operator.change",
            "operator.change");

    Browser other = loggedIn(Role.OPERATOR);
    assertThat(other.get("/console/operators").statusCode()).isEqualTo(403);
    assertThat(other.get("/console/operators").body()).contains("Your role does not allow that.");
    assertThat(other.submit("/console/tenants", "/console/operators", "name", "x").statusCode())
        .isEqualTo(403);
  }

  private Answer create(String name, String role) {
    return api().send("POST", PATH, "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}");
  }

  private List<String> audit(String operator) {
    return database
        .admin()
        .sql(
            """
            SELECT action FROM control.audit
            WHERE action LIKE 'operator.%' AND detail ->> 'text' LIKE :operator ORDER BY id
            """)
        .param("operator", operator + "%")
        .query(String.class)
        .list();
  }
}
