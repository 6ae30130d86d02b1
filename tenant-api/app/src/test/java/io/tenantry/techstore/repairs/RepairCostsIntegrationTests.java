package io.tenantry.techstore.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Parts, which come from stock, and labour. */
@ShopTest
class RepairCostsIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;
  private Workshop workshop;
  private String order;

  @BeforeEach
  void takeADeviceIn() {
    shop = shops.open("taller");
    workshop = new Workshop(shop);
    order = workshop.order();
  }

  @Test
  void addsUpPartsAndLabourExactly() {
    long screen = workshop.product("SCREEN", "0.10", 10);
    workshop.part(order, screen, 3).expect(201);
    shop.post(
            order + "/parts",
            "{\"productId\":%d,\"quantity\":1,\"unitPrice\":99.99}".formatted(screen))
        .expect(201);
    Answer labour = workshop.labour(order, 20, "50.00").expect(201);

    assertThat(labour.text()).contains("\"amount\":16.67", "\"hourlyRate\":50.00");
    assertThat(shop.get(order + "/parts").text()).contains("\"amount\":0.30", "\"amount\":99.99");
    assertThat(shop.get(order).text())
        .contains("\"totals\":{\"parts\":100.29,\"labour\":16.67,\"total\":116.96}");
    assertThat(workshop.stock(screen)).isEqualTo(6);
    assertThat(shop.get(order).header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void roundsLabourToTheCurrencysSmallestCoin() {
    long device = workshop.device(workshop.customer("Bo", "700"), "Radio", "R");
    String yen =
        shop.post(
                Workshop.ORDERS,
                "{\"deviceId\":%d,\"problem\":\"p\",\"currency\":\"JPY\"}".formatted(device))
            .expect(201)
            .header("Location");

    workshop.labour(yen, 10, "1003").expect(201);

    assertThat(shop.get(yen).text()).contains("\"labour\":167.00");
    workshop.labour(yen, 10, "0.5").expectProblem(400, "invalid-request", "hourlyRate");
    long inEuros = workshop.product("E", "1.00", 5);
    workshop.part(yen, inEuros, 1).expectProblem(400, "invalid-request", "unitPrice");
    assertThat(workshop.stock(inEuros)).isEqualTo(5);
  }

  @Test
  void bringsPartsBackToStockWhenTheyAreRemovedOrTheOrderIsCancelled() {
    long screen = workshop.product("SCREEN", "10.00", 5);
    long battery = workshop.product("BATTERY", "5.00", 5);
    long removed = Workshop.id(workshop.part(order, screen, 2));
    workshop.part(order, screen, 1).expect(201);
    workshop.part(order, battery, 4).expect(201);
    workshop.labour(order, 60, "30").expect(201);

    shop.delete(order + "/parts/" + removed).expect(204);

    assertThat(workshop.stock(screen)).isEqualTo(4);
    shop.delete(order + "/parts/" + removed).expectProblem(404, "repair-line-not-found");
    workshop.moves(order, "CANCELLED");
    assertThat(workshop.stock(screen)).isEqualTo(5);
    assertThat(workshop.stock(battery)).isEqualTo(5);
    assertThat(shop.get("/api/products/" + screen + "/stock-movements").items("kind"))
        .containsExactly("return", "return", "out", "out", "in");
    assertThat(shop.get(order + "/parts").items("returnedAt")).hasSize(2).doesNotContain("");
    assertThat(shop.get(order).text())
        .contains("\"totals\":{\"parts\":0.00,\"labour\":30.00,\"total\":30.00}");
  }

  @Test
  void keepsWhatWasUsedWhenTheProductIsDeleted() {
    long screen = workshop.product("SCREEN", "10.00", 5);
    long part = Workshop.id(workshop.part(order, screen, 2));

    shop.delete("/api/products/" + screen).expect(204);

    assertThat(shop.get(order + "/parts").items("sku")).containsExactly("SCREEN");
    assertThat(shop.get(order).text()).contains("\"parts\":20.00");
    shop.delete(order + "/parts/" + part).expect(204);
  }

  @Test
  void takesNoMoreThanThereIsUnderConcurrency() throws Exception {
    long screen = workshop.product("SCREEN", "1.00", 10);
    String other = workshop.order();

    List<Integer> statuses =
        concurrently(40, i -> workshop.part(i % 2 == 0 ? order : other, screen, 1).status());

    assertThat(statuses).containsOnly(201, 409).filteredOn(s -> s == 201).hasSize(10);
    assertThat(workshop.stock(screen)).isZero();
    int used = shop.get(order + "/parts").items("id").size();
    assertThat(used + shop.get(other + "/parts").items("id").size()).isEqualTo(10);
    workshop.part(order, screen, 1).expectProblem(409, "insufficient-stock", "quantity");
  }

  @Test
  void losesNoPartWhileOrdersAreCancelled() throws Exception {
    long screen = workshop.product("SCREEN", "1.00", 30);
    long battery = workshop.product("BATTERY", "1.00", 30);
    List<String> orders = IntStream.range(0, 6).mapToObj(i -> workshop.order()).toList();

    List<Integer> statuses =
        concurrently(
            36,
            i -> {
              String one = orders.get(i % orders.size());
              return i < 24
                  ? workshop.part(one, i % 4 < 2 ? screen : battery, 2).status()
                  : workshop.move(one, "CANCELLED").status();
            });

    assertThat(statuses).isSubsetOf(200, 201, 409);
    orders.forEach(one -> workshop.move(one, "CANCELLED"));
    assertThat(workshop.stock(screen)).isEqualTo(30);
    assertThat(workshop.stock(battery)).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "parts  | productId   | {'quantity':1}",
        "parts  | productId   | {'productId':999999,'quantity':1}",
        "parts  | quantity    | {'productId':1}",
        "parts  | quantity    | {'productId':1,'quantity':0}",
        "parts  | quantity    | {'productId':1,'quantity':-1}",
        "parts  | quantity    | {'productId':1,'quantity':10001}",
        "parts  | unitPrice   | {'productId':1,'quantity':1,'unitPrice':-1}",
        "parts  | unitPrice   | {'productId':1,'quantity':1,'unitPrice':0.001}",
        "labour | description | {'minutes':1,'hourlyRate':1}",
        "labour | description | {'description':'a\\nb','minutes':1,'hourlyRate':1}",
        "labour | minutes     | {'description':'d','minutes':0,'hourlyRate':1}",
        "labour | minutes     | {'description':'d','minutes':1.5,'hourlyRate':1}",
        "labour | hourlyRate  | {'description':'d','minutes':1}",
        "labour | hourlyRate  | {'description':'d','minutes':1,'hourlyRate':1e9}"
      })
  void refusesBadLinesAndNamesTheMember(String list, String field, String json) {
    Answer seen = shop.get(order);

    shop.post(order + "/" + list, json.replace('\'', '"'))
        .expectProblem(400, "invalid-request", field);

    assertThat(shop.get(order).body()).isEqualTo(seen.body());
    assertThat(shop.get(order + "/" + list).items("id")).isEmpty();
  }

  @Test
  void removesLabourOfItsOwnOrderOnly() {
    long line = Workshop.id(workshop.labour(order, 30, "40"));
    String other = workshop.order();

    shop.delete(other + "/labour/" + line).expectProblem(404, "repair-line-not-found");
    shop.delete(order + "/labour/" + line).expect(204);

    assertThat(shop.get(order).text()).contains("\"total\":0.00");
  }

  private interface Attempt {
    int status(int index);
  }

  private static List<Integer> concurrently(int times, Attempt attempt) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, times)
              .<Callable<Integer>>mapToObj(i -> () -> attempt.status(i))
              .toList();
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }
}
