package io.tenantry.provisioning.console.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.console.AbstractConsoleTests;
import io.tenantry.provisioning.console.Browser;
import io.tenantry.provisioning.operators.Role;
import io.tenantry.registry.TenantStatus;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsPageIntegrationTests extends AbstractConsoleTests {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @Test
  void findsTenantsByTextAndStatus() {
    Browser browser = loggedIn(Role.VIEWER);
    String word = unique("shop");
    tenant(TenantStatus.ACTIVE, word + " one");
    tenant(TenantStatus.SUSPENDED, word + " two");

    assertThat(browser.get("/console/tenants?text=" + word).body())
        .contains(word + " one", word + " two");
    assertThat(browser.get("/console/tenants?status=SUSPENDED&text=" + word).body())
        .contains(word + " two")
        .doesNotContain(word + " one");
    assertThat(browser.get("/console/tenants?plan=gold&text=" + word).body())
        .contains("No tenant is like that.");
  }

  @Test
  void goesOnWhereAPageEndedWithTheSameFilters() {
    Browser browser = loggedIn(Role.VIEWER);
    String word = unique("many & ");
    for (int number = 0; number < 51; number++) {
      api().signUp("{\"name\": \"" + word + " " + number + "\"}");
    }

    HttpResponse<String> first =
        browser.get("/console/tenants?text=" + word.replace(" ", "+").replace("&", "%26"));
    Matcher next = NEXT.matcher(first.body());
    assertThat(next.find()).isTrue();
    HttpResponse<String> second = browser.get(next.group(1).replace("&amp;", "&"));

    assertThat(rows(first)).isEqualTo(50);
    assertThat(rows(second)).isEqualTo(1);
    assertThat(NEXT.matcher(second.body()).find()).isFalse();
  }

  @Test
  void writesNamesAsText() {
    String word = unique("bold");
    api().signUp("{\"name\": \"<b>" + word + "</b> 'x' \\\"y\\\"\"}");

    assertThat(loggedIn(Role.VIEWER).get("/console/tenants?text=" + word).body())
        .contains("&lt;b&gt;bold")
        .doesNotContain("<b>bold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=NOPE", "cursor=nonsense", "text=a%00b"})
  void showsWhatIsWrongWithAnAddress(String query) {
    HttpResponse<String> answer = loggedIn(Role.VIEWER).get("/console/tenants?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.body()).contains("<h1>Bad Request</h1>");
  }

  private static long rows(HttpResponse<String> page) {
    return Pattern.compile("<th scope=\"row\">").matcher(page.body()).results().count();
  }
}
