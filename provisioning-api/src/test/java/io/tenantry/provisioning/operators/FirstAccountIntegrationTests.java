package io.tenantry.provisioning.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FirstAccountIntegrationTests extends AbstractConsoleTests {

  @Autowired private LogInLinks links;

  @Test
  void aLinkMakesTheFirstAccountAndOnlyTheFirst() {
    database.admin().sql("DELETE FROM control.operator").update();
    String token = links.issue(null, Duration.ofMinutes(1)).token();
    String late = links.issue(null, Duration.ofMinutes(1)).token();
    String name = unique("first");
    String page = "/console/first?token=" + token;
    Browser browser = browser();

    HttpResponse<String> weak = make(browser, page, token, name, "short");
    assertThat(weak.statusCode()).isEqualTo(400);
    assertThat(weak.body()).contains("at least 12 characters");
    assertThat(make(browser, page, token, name, PASSWORD).body()).contains("The account is made");
    assertThat(make(browser, "/console/login", token, name, PASSWORD).statusCode())
        .as("link-used")
        .isEqualTo(410);
    assertThat(make(browser, "/console/login", late, unique("x"), PASSWORD).statusCode())
        .isEqualTo(410);

    HttpResponse<String> home = logIn(browser, name, PASSWORD);
    assertThat(home.body()).contains("<h1>Overview</h1>").contains("Operators");
  }

  @Test
  void aLinkThatIsTooOldIsNone() {
    String token = links.issue(null, Duration.ofSeconds(-1)).token();

    assertThat(browser().get("/console/first?token=" + token).body())
        .contains("This link was used, or is too old");
  }

  private static HttpResponse<String> make(
      Browser browser, String page, String token, String name, String password) {
    return browser.post(page, "/console/first", "token", token, "name", name, "password", password);
  }
}
