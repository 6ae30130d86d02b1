package io.tenantry.provisioning.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api.Answer;
import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleLogInIntegrationTests extends AbstractConsoleTests {

  private static final String NEXT = "another horse battery";

  @Test
  void asksForALogInFirstAndThenGoesOnToThePageThatWasWanted() {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();

    assertThat(browser.get("/console/tenants?text=nobody").body()).contains("<h1>Log in</h1>");
    HttpResponse<String> page = logIn(browser, name, PASSWORD);

    assertThat(page.uri().toString()).contains("/console/tenants?text=nobody");
    assertThat(page.body()).contains("No tenant is like that.").contains(name);
  }

  /** The cookie that remembers the page could be a neighbour's. */
  @ParameterizedTest
  @CsvSource({
    "https://evil.example/console/tenants?plan=free, /console/tenants?plan=free",
    "https://evil.example/, /console",
    "//evil.example/console/../, /console",
    "http://localhost/api/v1/tenants, /console",
    "http://localhost/consoles, /console",
    "http://localhost/console/%2e%2e/api, /console",
    "http://localhost/console\\evil, /console",
    "javascript:alert(1), /console",
    "/console/runs, /console/runs"
  })
  void neverLeadsOutOfTheConsole(String planted, String target) {
    assertThat(LogInTarget.inConsole(planted)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/tenants, /console",
    "https://evil.example/console/tenants, /console",
    "/console/tenants, /console/tenants"
  })
  void aPlantedPageIsOneOfTheConsoleOrNone(String planted, String target) {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();
    browser.plant(
        "REDIRECT_URI",
        Base64.getEncoder().encodeToString(planted.getBytes(StandardCharsets.UTF_8)));

    HttpResponse<String> answer =
        browser.submit("/console/login", "/console/login", "name", name, "password", PASSWORD);

    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(URI.create("http://localhost/").resolve(location))
        .hasHost("localhost")
        .hasPath(target);
  }

  @Test
  void aLinkLogsInOnceAndLeadsWhoHasNoPasswordToChoosingOne() {
    String name = operator(Role.ADMIN);
    String link = link(name);
    Browser browser = browser();

    assertThat(browser.get(link).body()).as("looking uses nothing up").contains(name);
    assertThat(browser.post(link, "/console/link", "token", token(link)).body())
        .contains("Choose a password");
    assertThat(browser().get(link).body()).contains("This link was used");
    assertThat(browser().foreign("/console/link", "token", token(link)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void afterFiveWrongPasswordsTheRightOneIsRefusedToo() {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(logIn(browser, name, "wrong horse battery").body()).contains("That did not work");
    }

    assertThat(logIn(browser, name, PASSWORD).body()).contains("That did not work");

    assertThat(loggedIn(name).get("/console/tenants").statusCode())
        .as("a link opens it again")
        .isEqualTo(200);
    assertThat(logIn(browser(), name, PASSWORD).body()).contains(name);
    assertThat(refusals(name)).isEqualTo(5);
  }

  @Test
  void guessesOfThePresentPasswordLockAsThoseAtALogInDo() {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();
    logIn(browser, name, PASSWORD);
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(change(browser, "wrong horse battery").statusCode()).isEqualTo(400);
    }

    assertThat(change(browser, PASSWORD).statusCode()).isEqualTo(400);

    assertThat(logIn(browser(), name, PASSWORD).body()).contains("That did not work");
    assertThat(logIn(browser(), name, NEXT).body()).contains("That did not work");
    assertThat(change(loggedIn(name), PASSWORD).body())
        .as("a link opens it again")
        .contains("Your password is changed");
  }

  @Test
  void neverTellsWhetherANameIsKnown() {
    String known = withPassword(Role.VIEWER);

    String wrong = logIn(browser(), known, "wrong horse battery").body();
    String unknown = logIn(browser(), "nobody", "wrong horse battery").body();
    String none = logIn(browser(), operator(Role.VIEWER), "").body();

    assertThat(withoutToken(unknown)).isEqualTo(withoutToken(wrong));
    assertThat(withoutToken(none)).isEqualTo(withoutToken(wrong));
  }

  @Test
  void theSessionHasANewIdAfterTheLogInAndNoneBefore() {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();
    browser.get("/console/login");
    assertThat(browser.session()).isEmpty();

    logIn(browser, name, PASSWORD);
    String first = browser.session();
    logIn(browser, name, PASSWORD);

    assertThat(first).isNotEmpty();
    assertThat(browser.session()).isNotEqualTo(first);
    assertThat(browser.cookies()).allSatisfy(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
  }

  @Test
  void aForgottenPasswordIsTakenAwayForALinkThatLeadsToAnother() {
    String name = withPassword(Role.VIEWER);
    Browser browser = browser();
    logIn(browser, name, PASSWORD);
    String unused = link(name);

    Answer reset = api().send("POST", "/api/v1/operators/" + name + "/password-reset", null);

    assertThat(reset.status()).as(reset.body()).isEqualTo(201);
    assertThat(reset.header("Cache-Control")).contains("no-store");
    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
    assertThat(browser().get(unused).body()).contains("This link was used");
    assertThat(logIn(browser(), name, PASSWORD).body()).contains("That did not work");
    URI url = URI.create(reset.text("url"));
    String link = url.getRawPath() + "?" + url.getRawQuery();
    assertThat(browser.post(link, "/console/link", "token", token(link)).body())
        .contains("Choose a password");
  }

  @Test
  void changesOfRightsAndPasswordsEndSessions() {
    String name = operator(Role.OPERATOR);
    Browser browser = loggedIn(name);
    assertThat(browser.get("/console/tenants").body()).contains("<h1>Tenants</h1>");

    api().send("PATCH", "/api/v1/operators/" + name, "{\"role\": \"VIEWER\"}");

    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");

    String unused = link(name);
    Browser other = loggedIn(name);
    api().send("PATCH", "/api/v1/operators/" + name, "{\"disabled\": true}");
    assertThat(other.get("/console/tenants").body()).contains("<h1>Log in</h1>");
    assertThat(browser().get(unused).body()).contains("This link was used");
  }

  /** As that of a log-in that was under way when the account was changed. */
  @ParameterizedTest
  @ValueSource(strings = {"disabled_at = now()", "role = 'VIEWER'"})
  void aSessionThatNobodyEndedIsGoodForNothingOnceTheAccountIsChanged(String change) {
    String name = operator(Role.OPERATOR);
    Browser browser = loggedIn(name);
    assertThat(browser.get("/console/tenants").body()).contains("<h1>Tenants</h1>");

    database
        .admin()
        .sql("UPDATE control.operator SET " + change + " WHERE name = :name")
        .param("name", name)
        .update();

    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
  }

  @Test
  void logsOut() {
    Browser browser = loggedIn(Role.VIEWER);
    assertThat(browser.post("/console/tenants", "/console/logout").body())
        .contains("You are logged out.");
    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
  }

  @Test
  void refusesFormsFromElsewhere() {
    Browser browser = loggedIn(Role.ADMIN);

    HttpResponse<String> answer =
        browser.foreign("/console/account/password", "password", PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This page is too old", "urn:tenantry:problem:page-too-old");
  }

  @Test
  void anOldSessionEndsHoweverBusy() {
    Browser browser = loggedIn(Role.VIEWER);
    database
        .admin()
        .sql("UPDATE control.operator_session SET creation_time = creation_time - 12 * 3600001")
        .update();

    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
  }

  @Test
  void anIdleSessionEnds() {
    Browser browser = loggedIn(Role.VIEWER);
    database
        .admin()
        .sql("UPDATE control.operator_session SET last_access_time = last_access_time - 1800001")
        .update();

    assertThat(browser.get("/console/tenants").body()).contains("<h1>Log in</h1>");
  }

  @Test
  void tellsHtmxToLoadTheLogInAsAWhole() {
    HttpResponse<String> answer = browser().get("/console/tenants", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/console/login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/login", "/console/tenants", "/console/nothing"})
  void everyPageIsHardened(String path) {
    HttpResponse<String> answer = loggedIn(Role.VIEWER).get(path);

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.body())
        .doesNotContain("<script>")
        .doesNotContain("<style")
        .doesNotContain(" style=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/assets/console.css",
        "/console/assets/console.js",
        "/console/assets/lib/htmx.org/dist/htmx.min.js",
        "/console/assets/lib/htmx-ext-sse/sse.js"
      })
  void servesItsAssetsItself(String path) {
    assertThat(browser().get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void keysOpenNoPagesAndSessionsNoApi() {
    assertThat(api().get("/console/tenants").status()).isEqualTo(302);
    assertThat(loggedIn(Role.ADMIN).get("/api/v1/tenants").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> change(Browser browser, String present) {
    return browser.post(
        "/console/account", "/console/account/password", "present", present, "password", NEXT);
  }

  private long refusals(String name) {
    return database
        .admin()
        .sql(
            "SELECT count(*) FROM control.audit WHERE actor = :actor AND outcome = 'refused'"
                + " AND action = 'operator.log-in'")
        .param("actor", "operator:" + name)
        .query(Long.class)
        .single();
  }

  private static String token(String link) {
    return link.substring(link.indexOf('=') + 1);
  }

  private static String withoutToken(String page) {
    return page.replaceAll("(value=|: )(\"|&quot;)[A-Za-z0-9_-]{60,}", "");
  }
}
