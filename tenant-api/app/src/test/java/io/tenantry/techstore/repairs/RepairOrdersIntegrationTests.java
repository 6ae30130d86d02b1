package io.tenantry.techstore.repairs;

import static io.tenantry.techstore.repairs.Workshop.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class RepairOrdersIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;
  private Workshop workshop;

  @BeforeEach
  void openAWorkshop() {
    shop = shops.open("taller");
    workshop = new Workshop(shop);
  }

  @Test
  void leadsAnOrderFromReceptionToDelivery() {
    Answer created = workshop.order(workshop.device(workshop.customer("Ana", "600"), "Phone", "S"));
    String order = created.header("Location");

    assertThat(created.body().path("state").asString()).isEqualTo("RECEIVED");
    assertThat(created.header("ETag")).isEqualTo("\"0\"");
    assertThat(shop.get(order).expect(200).body()).isEqualTo(created.body());
    workshop.moves(
        order, "DIAGNOSED", "WAITING_FOR_PARTS", "IN_REPAIR", "READY", "IN_REPAIR", "READY");
    Answer delivered = workshop.move(order, "DELIVERED").expect(200);

    assertThat(delivered.body().path("closedAt").isNull()).isFalse();
    assertThat(delivered.header("ETag")).isEqualTo("\"7\"");
    assertThat(shop.get(order).body()).isEqualTo(delivered.body());
    assertThat(shop.get(order + "/state").items("to"))
        .containsExactly(
            "RECEIVED",
            "DIAGNOSED",
            "WAITING_FOR_PARTS",
            "IN_REPAIR",
            "READY",
            "IN_REPAIR",
            "READY",
            "DELIVERED");
  }

  @ParameterizedTest
  @CsvSource({
    "'', RECEIVED",
    "'', IN_REPAIR",
    "'', READY",
    "'', DELIVERED",
    "DIAGNOSED, DELIVERED",
    "DIAGNOSED, READY",
    "CANCELLED, RECEIVED",
    "CANCELLED, CANCELLED"
  })
  void refusesStepsThatDoNotExistAndChangesNothing(String before, String step) {
    String order = workshop.order();
    if (!before.isEmpty()) {
      workshop.moves(order, before);
    }
    Answer seen = shop.get(order);

    Answer refused = workshop.move(order, step).expectProblem(409, "wrong-repair-state", "state");

    assertThat(refused.body().path("repairState")).isEqualTo(seen.body().path("state"));
    assertThat(refused.body().path("allowed").isArray()).isTrue();
    assertThat(shop.get(order).body()).isEqualTo(seen.body());
    assertThat(shop.get(order + "/state").items("to")).hasSize(before.isEmpty() ? 1 : 2);
  }

  @Test
  void movesAnOrderOnceHoweverManyTry() {
    String order = workshop.order();
    workshop.moves(order, "DIAGNOSED");

    List<Integer> statuses =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> workshop.move(order, i % 2 == 0 ? "IN_REPAIR" : "CANCELLED").status())
            .toList();

    assertThat(statuses).containsOnly(200, 409);
    List<String> history = shop.get(order + "/state").items("to");
    assertThat(history).hasSize(2 + statuses.stream().filter(s -> s == 200).toList().size());
    assertThat(history).doesNotHaveDuplicates();
    assertThat(shop.get(order).body().path("state").asString()).isEqualTo(history.getLast());
  }

  @Test
  void movesAndChangesAnOrderAsItWasSeen() {
    String order = workshop.order();
    String diagnosed = "{\"state\":\"DIAGNOSED\",\"note\":\"Battery\"}";
    Map<String, String> seen = Map.of("If-Match", "\"0\"");
    String change = "{\"problem\":\"Does not start\",\"promisedFor\":\"2030-02-28\"}";

    shop.send("POST", order + "/state", diagnosed, seen).expect(200);

    shop.send("POST", order + "/state", "{\"state\":\"CANCELLED\"}", seen)
        .expectProblem(412, "precondition-failed");
    shop.send("PUT", order, change, seen).expectProblem(412, "precondition-failed");
    Answer changed = shop.send("PUT", order, change, Map.of("If-Match", "\"1\"")).expect(200);
    assertThat(changed.body().path("promisedFor").asString()).isEqualTo("2030-02-28");
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(shop.get(order).body()).isEqualTo(changed.body());
    assertThat(shop.get(order + "/state").items("note")).last().isEqualTo("Battery");
  }

  @Test
  void changesNothingOfAClosedOrder() {
    String order = workshop.order();
    long product = workshop.product("P", "1.00", 1);
    workshop.moves(order, "CANCELLED");
    Answer seen = shop.get(order);

    shop.put(order, "{\"problem\":\"x\"}").expectProblem(409, "repair-order-closed");
    workshop.part(order, product, 1).expectProblem(409, "repair-order-closed");
    workshop.labour(order, 60, "1").expectProblem(409, "repair-order-closed");

    assertThat(shop.get(order).body()).isEqualTo(seen.body());
    assertThat(workshop.stock(product)).isEqualTo(1);
  }

  @Test
  void takesNotesInTheirOrder() {
    String order = workshop.order();

    shop.post(order + "/notes", "{\"text\":\"First\"}").expect(201);
    shop.post(order + "/notes", "{\"text\":\"Second\\nline\"}").expect(201);

    assertThat(shop.get(order + "/notes").items("text")).containsExactly("First", "Second\nline");
    shop.post(order + "/notes", "{\"text\":\" \"}").expectProblem(400, "invalid-request", "text");
    shop.post(ORDERS + "/999999/notes", "{\"text\":\"x\"}")
        .expectProblem(404, "repair-order-not-found");
  }

  @Test
  void findsSortsAndFilters() {
    long ana = workshop.customer("Ana Ruiz", "600 111 222");
    long zoe = workshop.customer("Zoë", "+44 20 7946");
    long phone = workshop.device(ana, "Phone", "IMEI-77");
    Answer first = workshop.order(phone);
    Answer second = workshop.order(workshop.device(zoe, "Laptop", "LT-1"));
    workshop.moves(second.header("Location"), "CANCELLED");
    shop.put(first.header("Location"), "{\"problem\":\"p\",\"promisedFor\":\"2030-01-01\"}");
    String code = first.body().path("code").asString();

    assertThat(customers("")).containsExactly("Ana Ruiz", "Zoë");
    assertThat(customers("?sort=-createdAt")).containsExactly("Zoë", "Ana Ruiz");
    assertThat(customers("?sort=-customer")).containsExactly("Zoë", "Ana Ruiz");
    assertThat(customers("?sort=promisedFor")).containsExactly("Ana Ruiz", "Zoë");
    assertThat(customers("?sort=state")).containsExactly("Zoë", "Ana Ruiz");
    assertThat(customers("?sort=-updatedAt")).containsExactly("Ana Ruiz", "Zoë");
    assertThat(customers("?q=RUIZ")).containsExactly("Ana Ruiz");
    assertThat(customers("?q=7946")).containsExactly("Zoë");
    assertThat(customers("?q=imei-7")).containsExactly("Ana Ruiz");
    assertThat(customers("?q=" + code)).containsExactly("Ana Ruiz");
    assertThat(customers("?q=%25")).isEmpty();
    assertThat(customers("?state=CANCELLED")).containsExactly("Zoë");
    assertThat(customers("?open=true")).containsExactly("Ana Ruiz");
    assertThat(customers("?open=false")).containsExactly("Zoë");
    assertThat(customers("?customer=" + zoe)).containsExactly("Zoë");
    assertThat(customers("?device=" + phone)).containsExactly("Ana Ruiz");
  }

  @Test
  void pagesThroughAllOrders() {
    long device = workshop.device(workshop.customer("Ana", "600"), "Phone", "S");
    IntStream.range(0, 5).forEach(i -> workshop.order(device));

    Answer first = shop.get(ORDERS + "?size=2&total=true");
    Answer last = shop.get(ORDERS + "?size=2&page=2");
    Answer beyond = shop.get(ORDERS + "?size=2&page=3&total=true");

    assertThat(first.items("id")).hasSize(2);
    assertThat(first.body().path("more").asBoolean()).isTrue();
    assertThat(first.body().path("total").asInt()).isEqualTo(5);
    assertThat(last.items("id")).hasSize(1);
    assertThat(last.body().path("more").asBoolean()).isFalse();
    assertThat(beyond.items("id")).isEmpty();
    assertThat(beyond.body().path("total").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sort     | color",
        "sort     | o.created_at",
        "sort     | createdAt desc",
        "sort     | --createdAt",
        "sort     | customer; drop table repair_order",
        "sort     | (select 1)",
        "sort     | {\"$ne\":1}",
        "state    | received",
        "state    | RECEIVED' or '1'='1",
        "state    | {\"$gt\":\"\"}",
        "open     | true or true",
        "customer | 1 or 1=1",
        "customer | {\"id\":1}",
        "device   | 1); select 1",
        "page     | -1",
        "size     | 201",
        "total    | perhaps"
      })
  void refusesParametersThatMeanNothing(String name, String value) {
    shop.get(ORDERS + "?" + name + "=" + encoded(value))
        .expectProblem(400, "invalid-request", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "'; drop table repair_order; --",
        "\\'",
        ":text",
        "?",
        "$1",
        "x') or true --",
        "{\"$ne\": null}",
        "\"}, {\"q\": \"\"",
        "set_config('role','postgres',true)"
      })
  void searchesForInjectionsLikeForAnyText(String text) {
    workshop.order();

    assertThat(customers("?q=" + encoded(text))).isEmpty();
    assertThat(customers("")).containsExactly("Ana");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deviceId    | {'problem':'p'}",
        "deviceId    | {'deviceId':999999,'problem':'p'}",
        "deviceId    | {'deviceId':'1','problem':'p'}",
        "deviceId    | {'deviceId':{'$ne':0},'problem':'p'}",
        "problem     | {'deviceId':1}",
        "problem     | {'deviceId':1,'problem':' '}",
        "problem     | {'deviceId':1,'problem':'\\u0000'}",
        "currency    | {'deviceId':1,'problem':'p','currency':'eur'}",
        "currency    | {'deviceId':1,'problem':'p','currency':'XXX'}",
        "promisedFor | {'deviceId':1,'problem':'p','promisedFor':'soon'}",
        "promisedFor | {'deviceId':1,'problem':'p','promisedFor':'2030-02-30'}",
        "state       | {'deviceId':1,'problem':'p','state':'READY'}",
        "code        | {'deviceId':1,'problem':'p','code':'x'}"
      })
  void refusesBadInputAndNamesTheMember(String field, String json) {
    shop.post(ORDERS, json.replace('\'', '"')).expectProblem(400, "invalid-request", field);

    assertThat(shop.get(ORDERS).items("id")).isEmpty();
  }

  @Test
  void refusesStatesThatDoNotExist() {
    String order = workshop.order();

    workshop.move(order, "FINISHED").expectProblem(400, "invalid-request", "state");
    shop.post(order + "/state", "{}").expectProblem(400, "invalid-request", "state");
    shop.post(order + "/state", "{\"state\":1}").expectProblem(400, "invalid-request", "state");
  }

  @Test
  void knowsNothingOfAnotherShopsOrders() {
    Shop other = shops.open("vecina");
    String order = workshop.order();

    other.get(order).expectProblem(404, "repair-order-not-found");
    other
        .post(order + "/state", "{\"state\":\"CANCELLED\"}")
        .expectProblem(404, "repair-order-not-found");
    for (String list : List.of("/state", "/notes", "/parts", "/labour")) {
      other.get(order + list).expectProblem(404, "repair-order-not-found");
    }
    assertThat(other.get(ORDERS).items("id")).isEmpty();
    assertThat(shop.get(order).body().path("state").asString()).isEqualTo("RECEIVED");
  }

  private List<String> customers(String query) {
    return shop.get(ORDERS + query).expect(200).body().path("items").findValues("customer").stream()
        .map(customer -> customer.path("name").asString())
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
