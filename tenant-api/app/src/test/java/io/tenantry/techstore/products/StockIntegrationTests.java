package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class StockIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;
  private String product;

  @BeforeEach
  void openAShopWithAProduct() {
    shop = shops.open("almacen");
    product = "/api/products/" + shop.product("S-1", "Stocked", "1.00");
  }

  @Test
  void changesTheStockAndWritesItDown() {
    move(10, "in").expect(201);
    move(-3, "sale").expect(201);
    move(1, "return").expect(201);

    assertThat(stock()).isEqualTo(8);
    Answer movements = shop.get(product + "/stock-movements");
    assertThat(movements.items("quantity")).containsExactly("1", "-3", "10");
    assertThat(movements.items("kind")).containsExactly("return", "sale", "in");
    assertThat(shop.get(product).header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void neverGoesBelowZero() {
    move(2, "in").expect(201);

    Answer refused = move(-3, "out").expectProblem(409, "insufficient-stock", "quantity");

    assertThat(refused.body().path("available").asInt()).isEqualTo(2);
    assertThat(stock()).isEqualTo(2);
    assertThat(shop.get(product + "/stock-movements").items("quantity")).containsExactly("2");
  }

  @Test
  void losesNoMovementAndSellsNothingTwiceUnderConcurrency() throws Exception {
    move(50, "in").expect(201);

    List<Integer> statuses = concurrently(120, () -> move(-1, "sale").status());

    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(50);
    assertThat(stock()).isZero();
    assertThat(shop.get(product + "/stock-movements?size=200").items("id")).hasSize(51);
  }

  @Test
  void keepsStockThroughConcurrentChangesOfTheProduct() throws Exception {
    String change = "{\"sku\":\"S-1\",\"name\":\"Renamed\",\"price\":2}";

    List<Integer> statuses =
        concurrently(
            40,
            () ->
                Thread.currentThread().threadId() % 2 == 0
                    ? shop.put(product, change).status()
                    : move(1, "in").status());

    assertThat(statuses).isSubsetOf(200, 201, 409);
    assertThat(stock()).isEqualTo(statuses.stream().filter(status -> status == 201).count());
  }

  @ParameterizedTest
  @CsvSource({
    "quantity, 0, in",
    "quantity, -1, in",
    "quantity, -1, return",
    "quantity, 1, out",
    "quantity, 1, sale",
    "quantity, 1000001, in",
    "quantity, 1.5, in",
    "quantity, null, in",
    "kind, 1, theft",
    "kind, 1, IN",
    "kind, 1, ''"
  })
  void refusesMovementsThatMakeNoSense(String field, String quantity, String kind) {
    shop.post(
            product + "/stock-movements",
            "{\"quantity\":%s,\"kind\":\"%s\"}".formatted(quantity, kind))
        .expectProblem(400, "invalid-request", field);

    assertThat(stock()).isZero();
  }

  @Test
  void saysWhatIsMissingAndWhichSignsThereAre() {
    String movements = product + "/stock-movements";

    assertThat(
            shop.post(movements, "{}")
                .expect(400)
                .body()
                .path("errors")
                .findValuesAsString("field"))
        .containsExactly("kind", "quantity");
    assertThat(move(1, "sale").body().path("detail").asString())
        .startsWith("quantity must be below 0 for sale and out, above 0 for in and return");
    assertThat(shop.post(movements, "{\"quantity\":1,\"kind\":\"IN\"}").text())
        .contains("must be one of in, out, adjustment, sale, return");
  }

  @Test
  void knowsNoMovementsOfNoProduct() {
    String nobody = "/api/products/999999/stock-movements";

    shop.get(nobody).expectProblem(404, "product-not-found");
    shop.post(nobody, "{\"quantity\":1,\"kind\":\"in\"}").expectProblem(404, "product-not-found");
    assertThat(shop.get(product + "/stock-movements").items("id")).isEmpty();
  }

  @Test
  void lacksAWayToChangeMovements() {
    shop.send("DELETE", product + "/stock-movements", null, Map.of()).expect(405);
  }

  private Answer move(int quantity, String kind) {
    return shop.post(
        product + "/stock-movements",
        "{\"quantity\":%d,\"kind\":\"%s\"}".formatted(quantity, kind));
  }

  private long stock() {
    return shop.get(product).expect(200).body().path("stockQuantity").asLong();
  }

  private static List<Integer> concurrently(int times, Callable<Integer> request) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = IntStream.range(0, times).mapToObj(i -> request).toList();
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }
}
