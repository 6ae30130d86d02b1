package io.tenantry.provisioning.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.Api;
import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ClientsPageIntegrationTests extends AbstractConsoleTests {

  private static final String CLIENTS = "/console/clients";
  private static final Pattern KEY = Pattern.compile("readonly[^>]* value=\"(tnt_[^\"]+)\"");

  @Test
  void makesLimitsRenewsAndRevokesAClient() {
    String admin = operator(Role.ADMIN);
    Browser browser = loggedIn(admin);
    String name = unique("shop");

    String made =
        browser
            .post(CLIENTS, CLIENTS, "name", name, "scopes", "TENANTS_READ", "requestsPerMinute", "")
            .body();
    Api client = api().withKey(key(made));
    UUID id = id(name);

    assertThat(client.get(Api.TENANTS).status()).isEqualTo(200);
    String justBefore = name.substring(0, name.length() - 1);
    assertThat(browser.get(CLIENTS + "?after=" + justBefore).body())
        .contains(name, "tenants:read")
        .doesNotContain(key(made));
    assertThat(act(browser, id, "limit", "requestsPerMinute", "0")).contains("its new limit");
    String renewed = act(browser, id, "rotate", "graceHours", "1");
    assertThat(renewed).contains("The old one is good until");
    assertThat(api().withKey(key(renewed)).get(Api.TENANTS).status()).isEqualTo(200);
    assertThat(act(browser, id, "revoke")).contains(name + " is revoked for good.");
    assertThat(client.get(Api.TENANTS).status()).isEqualTo(401);
    assertThat(actions("operator:" + admin))
        .isEqualTo("client.create client.limit client.rotate client.revoke");
  }

  @Test
  void refusesWhatTheApiRefuses() {
    Browser browser = loggedIn(Role.ADMIN);
    assertThat(browser.post(CLIENTS, CLIENTS, "name", "worker", "scopes", "OPERATIONS").body())
        .contains("is reserved");
    assertThat(browser.post(CLIENTS, CLIENTS, "name", unique("c")).statusCode()).isEqualTo(400);
    assertThat(loggedIn(Role.OPERATOR).get(CLIENTS).statusCode()).isEqualTo(403);
  }

  private static String key(String page) {
    Matcher key = KEY.matcher(page);
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private static String act(Browser browser, UUID id, String what, String... fields) {
    return browser.post(CLIENTS, CLIENTS + "/" + id + "/" + what, fields).body();
  }

  private UUID id(String name) {
    return database
        .admin()
        .sql("SELECT id FROM control.api_client WHERE name = :name")
        .param("name", name)
        .query(UUID.class)
        .single();
  }

  private String actions(String actor) {
    return database
        .admin()
        .sql(
            """
            SELECT string_agg(action, ' ' ORDER BY id) FROM control.audit
            WHERE actor = :actor AND action LIKE 'client.%'
            """)
        .param("actor", actor)
        .query(String.class)
        .single();
  }
}
