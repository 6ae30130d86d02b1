package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class ProductsIntegrationTests {

  private static final String PRODUCTS = "/api/products";
  private static final String BATTERY =
      "{\"sku\":\"BAT-1\",\"name\":\"Batería\",\"price\":39.9,\"currency\":\"EUR\"}";

  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void createsAProductAndTellsWhereItIs() {
    Answer created = shop.post(PRODUCTS, BATTERY).expect(201);

    assertThat(created.header("Location")).isEqualTo(PRODUCTS + "/" + created.body().path("id"));
    Answer found = shop.get(created.header("Location")).expect(200);
    assertThat(found.body()).isEqualTo(created.body());
    assertThat(found.header("ETag")).isEqualTo(created.header("ETag")).isEqualTo("\"0\"");
    assertThat(found.text()).contains("\"price\":39.90", "\"currency\":\"EUR\"", "Batería");
    assertThat(found.body().path("stockQuantity").asInt()).isZero();
    assertThat(found.body().path("active").asBoolean()).isTrue();
  }

  @Test
  void changesAProductAsItWasSeen() {
    String path = shop.post(PRODUCTS, BATTERY).header("Location");
    String cheaper = BATTERY.replace("39.9", "29.9");

    Answer changed = shop.send("PUT", path, cheaper, Map.of("If-Match", "\"0\"")).expect(200);

    assertThat(changed.header("ETag")).isEqualTo("\"1\"");
    assertThat(shop.get(path).body()).isEqualTo(changed.body());
    shop.send("PUT", path, BATTERY, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    shop.send("PUT", path, BATTERY, Map.of("If-Match", "W/\"1\""))
        .expectProblem(412, "precondition-failed");
    shop.send("DELETE", path, null, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    shop.send("PUT", path, BATTERY, Map.of("If-Match", "*")).expect(200);
    assertThat(shop.put(path, cheaper).expect(200).header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void refusesAChangeThatAnotherOneOvertook() throws Exception {
    String path = PRODUCTS + "/" + shop.product("BAT-2", "Battery", "1.00");
    try (Connection other = database.worker().getConnection();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute(
            "UPDATE %s.product SET version = version + 1"
                .formatted(new SqlIdentifier(shop.role()).quoted()));
      }
      Future<Answer> change = threads.submit(() -> shop.put(path, BATTERY));
      await().atMost(Duration.ofSeconds(60)).until(this::somebodyWaits);
      other.commit();

      change.get().expectProblem(409, "concurrent-change");
    }
  }

  private boolean somebodyWaits() {
    return database
        .admin()
        .sql(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  @Test
  void lastsOneOfManyConcurrentChangesOfTheSameVersion() {
    String path = shop.post(PRODUCTS, BATTERY).header("Location");

    List<Integer> statuses =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> BATTERY.replace("39.9", "1." + (10 + i)))
            .map(json -> shop.send("PUT", path, json, Map.of("If-Match", "\"0\"")).status())
            .toList();

    assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    assertThat(shop.get(path).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void deletesAProduct() {
    String path = shop.post(PRODUCTS, BATTERY).header("Location");

    shop.delete(path).expect(204);

    shop.get(path).expectProblem(404, "product-not-found");
    shop.put(path, BATTERY).expectProblem(404, "product-not-found");
    shop.delete(path).expectProblem(404, "product-not-found");
  }

  @Test
  void hasEachSkuOnce() {
    shop.post(PRODUCTS, BATTERY).expect(201);
    String other = shop.post(PRODUCTS, BATTERY.replace("BAT-1", "BAT-2")).header("Location");

    shop.post(PRODUCTS, BATTERY).expectProblem(409, "sku-taken", "sku");
    shop.put(other, BATTERY).expectProblem(409, "sku-taken", "sku");
    shop.post(PRODUCTS, BATTERY.replace("BAT-1", " BAT-1 ")).expectProblem(409, "sku-taken", "sku");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sku         | {'name':'n','price':1}",
        "sku         | {'sku':'','name':'n','price':1}",
        "sku         | {'sku':'  ','name':'n','price':1}",
        "sku         | {'sku':null,'name':'n','price':1}",
        "sku         | {'sku':5,'name':'n','price':1}",
        "sku         | {'sku':'a\\u0000b','name':'n','price':1}",
        "sku         | {'sku':'a\\nb','name':'n','price':1}",
        "sku         | {'sku':'a\\ud800','name':'n','price':1}",
        "sku         |"
            + " {'sku':'12345678901234567890123456789012345678901234567890123456789012345','name':'n','price':1}",
        "name        | {'sku':'s','price':1}",
        "name        | {'sku':'s','name':['n'],'price':1}",
        "description | {'sku':'s','name':'n','price':1,'description':'\\u0000'}",
        "description | {'sku':'s','name':'n','price':1,'description':{}}",
        "price       | {'sku':'s','name':'n'}",
        "price       | {'sku':'s','name':'n','price':-0.01}",
        "price       | {'sku':'s','name':'n','price':0.001}",
        "price       | {'sku':'s','name':'n','price':10000000000}",
        "price       | {'sku':'s','name':'n','price':1e999999}",
        "price       | {'sku':'s','name':'n','price':1e-999999}",
        "price       | {'sku':'s','name':'n','price':'1'}",
        "price       | {'sku':'s','name':'n','price':true}",
        "price       | {'sku':'s','name':'n','price':10.5,'currency':'JPY'}",
        "currency    | {'sku':'s','name':'n','price':1,'currency':'XXX'}",
        "currency    | {'sku':'s','name':'n','price':1,'currency':'eur'}",
        "currency    | {'sku':'s','name':'n','price':1,'currency':''}",
        "categoryId  | {'sku':'s','name':'n','price':1,'categoryId':999999}",
        "categoryId  | {'sku':'s','name':'n','price':1,'categoryId':-1}",
        "categoryId  | {'sku':'s','name':'n','price':1,'categoryId':1.5}",
        "categoryId  | {'sku':'s','name':'n','price':1,'categoryId':99999999999999999999}",
        "minimumStock| {'sku':'s','name':'n','price':1,'minimumStock':-1}",
        "active      | {'sku':'s','name':'n','price':1,'active':'yes'}",
        "stockQuantity | {'sku':'s','name':'n','price':1,'stockQuantity':5}",
        "id          | {'sku':'s','name':'n','price':1,'id':5}",
        "version     | {'sku':'s','name':'n','price':1,'version':5}",
      })
  void refusesBadInputAndNamesTheMember(String field, String json) {
    shop.post(PRODUCTS, json.replace('\'', '"')).expectProblem(400, "invalid-request", field);

    assertThat(shop.get(PRODUCTS).items("sku")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"sku\":\"s\"} {}", "{\"sku\""})
  void refusesWhatIsNoProduct(String json) {
    Answer answer = shop.post(PRODUCTS, json).expect(400);

    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void refusesAHugeBody() {
    shop.post(PRODUCTS, "{\"sku\":\"" + "a".repeat(100_000) + "\"}")
        .expectProblem(413, "body-too-large");
  }

  @Test
  void takesTextOfAnyLanguage() {
    String name = "Pantalla 6,1\\\" — 電池 🔋 'x'; drop table product; --";

    Answer created =
        shop.post(PRODUCTS, "{\"sku\":\"ü/'1\",\"name\":\"%s\",\"price\":0}".formatted(name));

    assertThat(created.expect(201).text()).contains(name);
    assertThat(shop.get(PRODUCTS + "?q=" + encoded("電池 🔋")).items("sku")).containsExactly("ü/'1");
  }

  @Test
  void pagesThroughAllProducts() {
    IntStream.range(10, 35).forEach(i -> shop.product("P-" + i, "Product " + i, "1.00"));

    Answer first = shop.get(PRODUCTS);
    Answer last = shop.get(PRODUCTS + "?page=2&size=10&total=true");

    assertThat(first.items("sku")).hasSize(20).first().isEqualTo("P-10");
    assertThat(first.body().path("more").asBoolean()).isTrue();
    assertThat(first.body().has("total")).isFalse();
    assertThat(last.items("sku")).containsExactly("P-30", "P-31", "P-32", "P-33", "P-34");
    assertThat(last.body().path("more").asBoolean()).isFalse();
    assertThat(last.body().path("total").asInt()).isEqualTo(25);
    Answer beyond = shop.get(PRODUCTS + "?page=9&total=true");
    assertThat(beyond.items("sku")).isEmpty();
    assertThat(beyond.body().path("total").asInt()).isEqualTo(25);
  }

  @Test
  void findsSortsAndFilters() {
    long category =
        shop.post("/api/categories", "{\"name\":\"Pantallas\"}").body().path("id").asLong();
    shop.product("B-1", "battery 50%", "30.00");
    shop.product("S-1", "Screen", "10.00");
    shop.post(
            PRODUCTS,
            "{\"sku\":\"S-2\",\"name\":\"Adapter\",\"price\":20,\"active\":false,\"categoryId\":%d}"
                .formatted(category))
        .expect(201);

    assertThat(skus("")).containsExactly("S-2", "B-1", "S-1");
    assertThat(skus("?sort=-name")).containsExactly("S-1", "B-1", "S-2");
    assertThat(skus("?sort=price")).containsExactly("S-1", "S-2", "B-1");
    assertThat(skus("?sort=-price")).containsExactly("B-1", "S-2", "S-1");
    assertThat(skus("?sort=-sku")).containsExactly("S-2", "S-1", "B-1");
    assertThat(skus("?sort=createdAt")).containsExactly("B-1", "S-1", "S-2");
    assertThat(skus("?sort=stockQuantity")).hasSize(3);
    assertThat(skus("?q=s-")).containsExactlyInAnyOrder("S-1", "S-2");
    assertThat(skus("?q=BATT")).containsExactly("B-1");
    assertThat(skus("?q=%25")).containsExactly("B-1");
    assertThat(skus("?q=_")).isEmpty();
    assertThat(skus("?active=false")).containsExactly("S-2");
    assertThat(skus("?category=" + category)).containsExactly("S-2");
    assertThat(skus("?shortOfStock=true")).containsExactlyInAnyOrder("B-1", "S-1");
    assertThat(skus("?shortOfStock=false")).containsExactly("S-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sort     | color",
        "sort     | price desc",
        "sort     | --price",
        "sort     | NAME",
        "sort     | name,price",
        "sort     | name; drop table product",
        "sort     | (select 1)",
        "sort     | lower(name)",
        "page     | -1",
        "page     | 1e3",
        "page     | 99999999999",
        "page     | 0; select 1",
        "size     | 0",
        "size     | 201",
        "size     | 1 or 1=1",
        "category | 1 or 1=1",
        "category | 1); select 1",
        "active   | true or true",
        "total    | perhaps",
        "shortOfStock | 'x'"
      })
  void refusesParametersThatMeanNothing(String name, String value) {
    shop.get(PRODUCTS + "?" + name + "=" + encoded(value))
        .expectProblem(400, "invalid-request", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "'; drop table product; --",
        "\\",
        "\\'",
        "$1",
        ":text",
        "?",
        "{fn now()}",
        "x') or true --",
        "set_config('role','postgres',true)",
        "/*",
        "$$",
        "E'\\x27'"
      })
  void searchesForInjectionsLikeForAnyText(String text) {
    shop.post(PRODUCTS, BATTERY).expect(201);

    assertThat(skus("?q=" + encoded(text))).isEmpty();
    assertThat(skus("")).containsExactly("BAT-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "%01", "a%0Ab"})
  void refusesControlCharactersInSearches(String encoded) {
    assertThat(shop.get(PRODUCTS + "?q=" + encoded).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1%20or%201=1", "99999999999999999999", "1.5"})
  void refusesIdsThatAreNone(String id) {
    shop.get(PRODUCTS + "/" + id).expectProblem(400, "invalid-request", "id");
  }

  @Test
  void offersSharedCurrencies() {
    assertThat(shop.get("/api/currencies").items("code")).contains("EUR", "USD");
  }

  private List<String> skus(String query) {
    return shop.get(PRODUCTS + query).items("sku");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
