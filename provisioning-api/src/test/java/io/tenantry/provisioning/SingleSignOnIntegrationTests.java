package io.tenantry.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.Browser;
import io.tenantry.testing.Infrastructure;
import io.tenantry.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

/** The console where operators come from an identity provider. */
class SingleSignOnIntegrationTests {

  private static final String BEGIN = "/console/oauth2/authorization/console";

  private static IdentityProvider provider;
  private static TestDatabase database;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    provider = IdentityProvider.start();
    database = TestDatabase.withControlSchema();
    service = anInstance(provider.issuer()).awaitFirstClient();
  }

  @AfterAll
  static void stop() {
    service.close();
    database.close();
    provider.close();
  }

  @Test
  void letsInWhomTheClaimGivesARole() {
    Browser browser = new Browser(service.api().port());
    assertThat(browser.get("/console/login").body()).contains("Log in with single sign-on");

    HttpResponse<String> home =
        logIn(
            browser,
            Map.of("email", "eva@example.com", "roles", List.of("staff", "tenantry-operator")));

    assertThat(home.body()).contains("<h1>Overview</h1>", "sso:eva@example.com", "operator");
    assertThat(browser.get("/console/operators").statusCode()).isEqualTo(403);
    assertThat(browser.get("/console/account").body()).contains("there is no password here");
    assertThat(
            service.api().get("/api/v1/operations/audit?actor=operator:sso:eva@example.com").body())
        .contains("operator.log-in");
  }

  @Test
  void refusesWhoHasNoRoleHere() {
    HttpResponse<String> answer =
        logIn(
            new Browser(service.api().port()),
            Map.of("email", "bob@example.com", "roles", List.of("staff")));

    assertThat(answer.body()).contains("The single sign-on did not work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/token", "/keys", "/userinfo"})
  @Timeout(60)
  void aProviderThatDoesNotAnswerHoldsNobodyUp(String path) {
    Map<String, Object> claims = Map.of("email", "ida@example.com", "roles", "tenantry-viewer");
    provider.keepSilentAt(path);
    try {
      assertThat(logIn(new Browser(service.api().port()), claims).body())
          .contains("The single sign-on did not work");
    } finally {
      provider.keepSilentAt("");
    }
    assertThat(logIn(new Browser(service.api().port()), claims).body())
        .contains("<h1>Overview</h1>");
  }

  /** An instance reads the description once, so this needs one that has not yet. */
  @Test
  @Timeout(120)
  void aProviderThatDoesNotDescribeItselfHoldsNobodyUp() {
    provider.keepSilentAt("/.well-known/openid-configuration");
    try (RunningService another = anInstance(provider.issuer())) {
      Browser browser = new Browser(another.api().port());
      assertThat(browser.get(BEGIN).body()).contains("The single sign-on did not work");

      provider.keepSilentAt("");

      assertThat(
              logIn(browser, Map.of("email", "ida@example.com", "roles", "tenantry-viewer")).body())
          .contains("<h1>Overview</h1>");
    } finally {
      provider.keepSilentAt("");
    }
  }

  @Test
  void sendsNobodyToAProviderThatDescribesAnother() {
    try (RunningService another = anInstance(provider.issuer() + "/")) {
      assertThat(new Browser(another.api().port()).get(BEGIN).body())
          .contains("The single sign-on did not work");
    }
  }

  /** An operator of that name here has nothing to do with it. */
  @Test
  void isNobodyElseByTheSameName() {
    service
        .api()
        .send("POST", "/api/v1/operators", "{\"name\": \"sam@example.com\", \"role\": \"ADMIN\"}");
    Browser browser = new Browser(service.api().port());

    HttpResponse<String> home =
        logIn(browser, Map.of("email", "sam@example.com", "roles", "tenantry-viewer"));

    assertThat(home.body()).contains("<h1>Overview</h1>");
    assertThat(browser.get("/console/operators").statusCode()).isEqualTo(403);
  }

  @Test
  void refusesLogInsForAWhileAfterManyFromOneAddressHaveFailed() {
    Browser browser = new Browser(service.api().port());
    HttpResponse<String> answer;
    int tries = 0;
    do {
      answer =
          browser.submit(
              "/console/login", "/console/login", "name", "nobody", "password", "wrong horse");
      tries++;
    } while (answer.statusCode() == 302 && tries < 20);

    assertThat(answer.statusCode()).as("after %d tries", tries).isEqualTo(429);
    assertThat(answer.body()).contains("rate-limited");
  }

  private static RunningService anInstance(String issuer) {
    return RunningService.start(
        database,
        database.jdbcUrl(),
        Infrastructure.get().broker().url(),
        "--TENANTRY_CONSOLE_URL=http://console.example.com",
        "--TENANTRY_FAILED_KEYS_PER_MINUTE=5",
        "--tenantry.console.oidc.timeout=2s",
        "--TENANTRY_CONSOLE_OIDC_ISSUER=" + issuer,
        "--TENANTRY_CONSOLE_OIDC_CLIENT_ID=tenantry",
        "--TENANTRY_CONSOLE_OIDC_CLIENT_SECRET=secret");
  }

  /** Plays the browser at the provider's: there it would type a password. */
  private static HttpResponse<String> logIn(Browser browser, Map<String, Object> claims) {
    String there = browser.visit(BEGIN).headers().firstValue("Location").orElseThrow();
    var asked = UriComponentsBuilder.fromUriString(there).build().getQueryParams();
    assertThat(there).startsWith(provider.issuer() + "/authorize");
    assertThat(asked.getFirst("redirect_uri"))
        .isEqualTo("http://console.example.com/console/oauth2/code/console");
    String code = provider.codeFor(claims, String.valueOf(asked.getFirst("nonce")));
    return browser.get(
        "/console/oauth2/code/console?code=" + code + "&state=" + asked.getFirst("state"));
  }
}
