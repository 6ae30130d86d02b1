package io.tenantry.launcher;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer brings a telephone to a shop, which repairs it with a part from stock. */
final class RepairTour {

  private static final String ORDERS = "/api/service/orders";
  private static final List<String> WAY = List.of("DIAGNOSED", "IN_REPAIR", "READY");

  private final Service tenants;
  private final String domain;
  private final String token;
  private final Transcript transcript;

  RepairTour(Service tenants, String domain, String token, Transcript transcript) {
    this.tenants = tenants;
    this.domain = domain;
    this.token = token;
    this.transcript = transcript;
  }

  /**
   * @param part a product of the shop's
   * @param stranger the domain of another shop
   */
  void run(long part, String stranger) {
    transcript.head("A telephone is repaired    POST " + ORDERS);
    long customer = post("/api/service/customers", Map.of("name", "Luis Vega")).path("id").asLong();
    long device =
        post("/api/service/devices", Map.of("customerId", customer, "description", "Pixel 7"))
            .path("id")
            .asLong();
    JsonNode order =
        post(
            ORDERS,
            Map.of("deviceId", device, "problem", "La cámara no enfoca", "currency", "EUR"));
    String path = ORDERS + "/" + order.path("id").asLong();
    post("/api/products/" + part + "/stock-movements", Map.of("quantity", 5, "kind", "in"));
    post(path + "/parts", Map.of("productId", part, "quantity", 1));
    post(
        path + "/labour",
        Map.of("description", "Cambio de cámara", "minutes", 30, "hourlyRate", 50));
    WAY.forEach(state -> send(domain, path + "/state", "POST", Map.of("state", state), token));
    JsonNode repaired = send(domain, path, "GET", null, token).body();
    String total = "%.2f".formatted(repaired.path("totals").path("total").asDouble());
    transcript.row(
        domain, "%s, total %s EUR".formatted(repaired.path("state").asString(""), total));
    transcript.expect("READY".equals(repaired.path("state").asString("")), "the repair is done");
    transcript.expect("89.50".equals(total), "part and labour make 89.50, not " + total);
    showStatus("/status/" + order.path("code").asString(""), stranger);
  }

  /** The customer has the address of the page, and no account. */
  private void showStatus(String page, String stranger) {
    Http.Answer answer = send(domain, page, "GET", null, null);
    transcript.row(
        domain,
        "GET %s  ->  %d %s, for everyone who has the code"
            .formatted(page, answer.status(), answer.body().path("state").asString("")));
    transcript.expect(
        "READY".equals(answer.body().path("state").asString("")), "the status page says so");
    int elsewhere = send(stranger, page, "GET", null, null).status();
    transcript.row(stranger, "GET %s  ->  %d".formatted(page, elsewhere));
    transcript.expect(elsewhere == 404, "another shop knows nothing of it");
  }

  private JsonNode post(String path, Map<String, Object> body) {
    Http.Answer answer = send(domain, path, "POST", body, token);
    transcript.expect(
        answer.status() == 201,
        "%s takes %s (it said %d %s)".formatted(path, body, answer.status(), answer.body()));
    return answer.body();
  }

  private Http.Answer send(
      String domain, String path, String method, @Nullable Object body, @Nullable String pass) {
    Map<String, String> headers =
        pass == null ? Map.of() : Map.of("Authorization", "Bearer " + pass);
    return Http.send(tenants.url(), domain, path, headers, method, body);
  }
}
