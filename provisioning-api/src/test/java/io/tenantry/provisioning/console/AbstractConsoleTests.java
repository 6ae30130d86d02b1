package io.tenantry.provisioning.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.AbstractApiTests;
import io.tenantry.provisioning.operators.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The console over the whole service, used by operators who come by link. */
public abstract class AbstractConsoleTests extends AbstractApiTests {

  protected static final String PASSWORD = "correct horse battery";

  @LocalServerPort private int consolePort;

  protected Browser browser() {
    return new Browser(consolePort);
  }

  /** The path of a link that logs the operator in once. */
  protected String link(String operator) {
    URI url =
        URI.create(
            api().send("POST", "/api/v1/operators/" + operator + "/log-in-link", null).text("url"));
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  /** A new operator's name. */
  protected String operator(Role role) {
    String name = unique("op");
    api()
        .send(
            "POST",
            "/api/v1/operators",
            "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}");
    return name;
  }

  /** A browser in which a new operator of that role is logged in. */
  protected Browser loggedIn(Role role) {
    return loggedIn(operator(role));
  }

  protected Browser loggedIn(String name) {
    Browser browser = browser();
    String link = link(name);
    browser.post(link, "/console/link", "token", link.substring(link.indexOf('=') + 1));
    return browser;
  }

  /** A new operator who has chosen {@link #PASSWORD}. */
  protected String withPassword(Role role) {
    String name = operator(role);
    assertThat(
            loggedIn(name)
                .post("/console/account", "/console/account/password", "password", PASSWORD)
                .body())
        .contains("Your password is changed");
    return name;
  }

  protected static HttpResponse<String> logIn(Browser browser, String name, String password) {
    return browser.post("/console/login", "/console/login", "name", name, "password", password);
  }

  /** What people read of a page. */
  protected static String words(String page) {
    return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").replaceAll(" ([,.])", "$1");
  }
}
