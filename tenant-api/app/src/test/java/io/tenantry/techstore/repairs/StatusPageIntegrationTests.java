package io.tenantry.techstore.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody sees who has the code of an order and nothing else. */
@ShopTest
class StatusPageIntegrationTests {

  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Autowired private Shops shops;
  private Shop shop;
  private Workshop workshop;

  @BeforeEach
  void openAWorkshop() {
    shop = shops.open("taller");
    workshop = new Workshop(shop);
  }

  @Test
  void showsStateDeviceAndDatesAndNothingOfTheCustomer() {
    Answer order = orderFor("Grey laptop");
    workshop.moves(order.header("Location"), "DIAGNOSED");

    Answer status = shop.get(pathOf(order)).expect(200);
    Answer page = page(pathOf(order), "en").expect(200);

    assertThat(status.header("Content-Type")).startsWith("application/json");
    assertThat(status.body().path("state").asString()).isEqualTo("DIAGNOSED");
    assertThat(status.body().path("device").asString()).isEqualTo("Grey laptop");
    assertThat(status.body().path("steps")).hasSize(2);
    assertThat(status.body().propertyNames())
        .containsOnly("state", "device", "receivedAt", "updatedAt", "promisedFor", "steps");
    assertThat(page.text()).contains("Grey laptop", "Diagnosed", "<time datetime=");
    for (String text : new String[] {status.text(), page.text()}) {
      assertThat(text).doesNotContain("Secret", "611", "IMEI", "Does not charge");
    }
  }

  @Test
  void isAPageThatRunsNothingAndLoadsNothing() {
    Answer page = page(pathOf(orderFor("Phone")), "en").expect(200);

    assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe", "script-src");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.text()).startsWith("<!doctype html>").doesNotContain("<script", "src=", "href");
  }

  @Test
  void escapesWhatTheShopWrote() {
    Answer order = orderFor("<script>alert(1)</script> & <img src=x onerror='x'>");

    assertThat(page(pathOf(order), "en").text())
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x onerror=&#39;x&#39;&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void speaksSpanishToWhoeverAsksForIt() {
    String path = pathOf(orderFor("Teléfono"));

    Answer spanish = page(path, "es-MX,es;q=0.9,en;q=0.8").expect(200);

    assertThat(spanish.header("Content-Language")).isEqualTo("es");
    assertThat(spanish.text()).contains("<html lang=\"es\">", "Recibido el", "Teléfono");
    Answer english = page(path, "de").expect(200);
    assertThat(english.header("Content-Language")).isEqualTo("en");
    assertThat(english.text()).contains("<html lang=\"en\">", "Received on");
    assertThat(page("/status/unknown", "es").expect(404).text()).contains("Código desconocido");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000000000000000",
        "x",
        "1",
        "' or '1'='1",
        "%",
        "____________________",
        "{\"$ne\":1}",
        "<script>alert(1)</script>"
      })
  void findsNothingByACodeThatNoOrderHas(String code) {
    orderFor("Phone");
    String path = "/status/" + URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20");

    if (code.contains("/") || code.contains("%")) {
      assertThat(shop.get(path).status()).isIn(400, 404);
      return;
    }
    shop.get(path).expectProblem(404, "repair-order-not-found");
    Answer page = page(path, "en").expect(404);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).contains("Unknown code").doesNotContain("alert", "$ne");
  }

  @Test
  void findsNoOrderOfAnotherShop() {
    String path = pathOf(orderFor("Phone"));

    shops.open("vecina").get(path).expectProblem(404, "repair-order-not-found");
  }

  private Answer orderFor(String device) {
    long customer = workshop.customer("Secret Name", "611 222 333");
    return workshop.order(workshop.device(customer, device, "IMEI-1"));
  }

  private Answer page(String path, String language) {
    return shop.send("GET", path, null, Map.of("Accept", BROWSER, "Accept-Language", language));
  }

  private static String pathOf(Answer order) {
    return "/status/" + order.body().path("code").asString();
  }
}
