package io.tenantry.techstore.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class CustomersIntegrationTests {

  private static final String CUSTOMERS = "/api/service/customers";
  private static final String ANA =
      "{\"name\":\"Ana Ñandú\",\"phone\":\"+34 600 123 456\",\"email\":\"ana@example.com\"}";

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("taller");
  }

  @Test
  void createsChangesAndDeletes() {
    Answer created = shop.post(CUSTOMERS, ANA).expect(201);
    String path = created.header("Location");

    assertThat(shop.get(path).expect(200).body()).isEqualTo(created.body());
    Answer changed =
        shop.send("PUT", path, "{\"name\":\"Ana\"}", Map.of("If-Match", created.header("ETag")))
            .expect(200);
    assertThat(changed.header("ETag")).isEqualTo("\"1\"");
    assertThat(changed.body().path("phone").isNull()).isTrue();
    shop.send("PUT", path, ANA, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    shop.send("DELETE", path, null, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    assertThat(shop.get(path).body()).isEqualTo(changed.body());
    shop.delete(path).expect(204);
    shop.get(path).expectProblem(404, "customer-not-found");
    shop.put(path, ANA).expectProblem(404, "customer-not-found");
    shop.delete(path).expectProblem(404, "customer-not-found");
  }

  @Test
  void keepsACustomerWhoHasDevices() {
    Answer created = shop.post(CUSTOMERS, ANA).expect(201);
    shop.post(
            "/api/service/devices",
            "{\"customerId\":%s,\"description\":\"Phone\"}".formatted(created.body().path("id")))
        .expect(201);

    shop.delete(created.header("Location")).expectProblem(409, "customer-in-use");

    shop.get(created.header("Location")).expect(200);
  }

  @Test
  void findsSortsAndPages() {
    shop.post(CUSTOMERS, ANA).expect(201);
    shop.post(CUSTOMERS, "{\"name\":\"bruno\",\"phone\":\"700 1\"}").expect(201);
    shop.post(CUSTOMERS, "{\"name\":\"Carla\",\"email\":\"c@example.org\"}").expect(201);

    assertThat(names("")).containsExactly("Ana Ñandú", "bruno", "Carla");
    assertThat(names("?sort=-name")).containsExactly("Carla", "bruno", "Ana Ñandú");
    assertThat(names("?sort=-createdAt")).containsExactly("Carla", "bruno", "Ana Ñandú");
    assertThat(names("?q=ÑANDÚ")).containsExactly("Ana Ñandú");
    assertThat(names("?q=600%20123")).containsExactly("Ana Ñandú");
    assertThat(names("?q=example.org")).containsExactly("Carla");
    Answer last = shop.get(CUSTOMERS + "?page=1&size=2&total=true");
    assertThat(last.items("name")).containsExactly("Carla");
    assertThat(last.body().path("total").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name  | {}",
        "name  | {'name':' '}",
        "name  | {'name':'a\\nb'}",
        "name  | {'name':{'$ne':null}}",
        "phone | {'name':'a','phone':'call me'}",
        "phone | {'name':'a','phone':'<b>1</b>'}",
        "email | {'name':'a','email':'nobody'}",
        "notes | {'name':'a','notes':'\\u0000'}",
        "id    | {'name':'a','id':1}"
      })
  void refusesBadInputAndNamesTheMember(String field, String json) {
    shop.post(CUSTOMERS, json.replace('\'', '"')).expectProblem(400, "invalid-request", field);

    assertThat(names("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone", "name desc", "lower(name)", "name;select 1", "{\"$ne\":1}"})
  void refusesOrdersThatDoNotExist(String sort) {
    shop.get(CUSTOMERS + "?sort=" + encoded(sort)).expectProblem(400, "invalid-request", "sort");
  }

  @ParameterizedTest
  @ValueSource(strings = {"' or '1'='1", "'; drop table customer; --", ":text", "?", "{\"a\":1}"})
  void searchesForInjectionsLikeForAnyText(String text) {
    shop.post(CUSTOMERS, ANA).expect(201);

    assertThat(names("?q=" + encoded(text))).isEmpty();
    assertThat(names("")).hasSize(1);
  }

  @Test
  void knowsNothingOfAnotherShopsCustomers() {
    String path = shop.post(CUSTOMERS, ANA).header("Location");
    Shop other = shops.open("vecina");

    other.get(path).expectProblem(404, "customer-not-found");
    other.delete(path).expectProblem(404, "customer-not-found");

    shop.get(path).expect(200);
  }

  private List<String> names(String query) {
    return shop.get(CUSTOMERS + query.replace("ÑANDÚ", encoded("ÑANDÚ"))).items("name");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
