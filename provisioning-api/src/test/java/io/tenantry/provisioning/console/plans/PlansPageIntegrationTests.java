package io.tenantry.provisioning.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import org.junit.jupiter.api.Test;

class PlansPageIntegrationTests extends AbstractConsoleTests {

  private static final String PLANS = "/console/plans";

  @Test
  void makesChangesAndDeletesAPlan() {
    Browser browser = loggedIn(Role.OPERATOR);
    String name = unique("plan-");

    assertThat(put(browser, name, "users", "7", "products", "").body())
        .contains(name + " is made.", "no limit");
    assertThat(put(browser, name, "users", "8", "products", "3500").body())
        .contains(name + " is changed", "3,500");
    assertThat(api().get("/api/v1/plans/" + name).json().path("limits").path("users").asInt())
        .isEqualTo(8);
    assertThat(browser.post(PLANS, PLANS + "/" + name + "/delete").body())
        .contains(name + " is deleted.");
    assertThat(browser.post(PLANS, PLANS + "/free/delete").body())
        .contains("The plan free has to be there.");
    assertThat(put(browser, "No Name", "users", "", "products", "").statusCode()).isEqualTo(400);
    assertThat(loggedIn(Role.VIEWER).get(PLANS).body()).doesNotContain("<dialog");
  }

  private static java.net.http.HttpResponse<String> put(
      Browser browser, String name, String... limits) {
    return browser.post(
        PLANS, PLANS, "name", name, "description", "", limits[0], limits[1], limits[2], limits[3]);
  }
}
