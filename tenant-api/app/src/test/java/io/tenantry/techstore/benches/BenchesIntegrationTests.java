package io.tenantry.techstore.benches;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What tenants of one type have and others do not. */
@ShopTest
class BenchesIntegrationTests {

  @Autowired private Shops shops;
  private Shop workshop;

  @BeforeEach
  void openAWorkshop() {
    workshop = shops.open("taller", "workshop");
  }

  @Test
  void areAWorkshopsOnly() {
    Shop shop = shops.open("tienda");

    assertThat(workshop.get("/api/benches").items("name")).containsExactly("Bench 1");
    shop.get("/api/benches").expectProblem(404, "not-found");
    shop.post("/api/benches", "{\"name\":\"Mine\"}").expectProblem(404, "not-found");
    new Shop(shop.id(), "", "", "localhost", shop.port(), shop.token())
        .get("/api/benches")
        .expectProblem(404, "not-found");
  }

  @Test
  void areWhereAWorkshopPointsTo() {
    var shop = shops.open("tienda").get("/").expect(200).body();
    var self = workshop.get("/").expect(200).body();

    assertThat(self.path("type").asString()).isEqualTo("workshop");
    assertThat(self.path("links").path("benches").asString()).isEqualTo("/api/benches");
    assertThat(shop.path("type").asString()).isEqualTo("default");
    assertThat(shop.path("links").has("benches")).isFalse();
  }

  @Test
  void standBesideWhatEveryShopHas() {
    workshop.product("S-1", "Screen", "10.00");

    assertThat(workshop.get("/api/products").items("sku")).containsExactly("S-1");
    assertThat(workshop.get("/api/categories").items("name"))
        .containsExactly("Spare parts", "Tools");
  }

  @Test
  void areAddedOnce() {
    var added =
        workshop.post("/api/benches", "{\"name\":\" Phones \",\"kind\":\"phone\"}").expect(201);

    assertThat(added.body().path("name").asString()).isEqualTo("Phones");
    assertThat(added.body().path("kind").asString()).isEqualTo("phone");
    workshop
        .post("/api/benches", "{\"name\":\"PHONES\"}")
        .expectProblem(409, "bench-name-taken", "name");
    assertThat(workshop.get("/api/benches").items("name")).containsExactly("Bench 1", "Phones");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name | {}",
        "name | {\"name\":\" \"}",
        "name | {\"name\":\"a\\nb\"}",
        "kind | {\"name\":\"n\",\"kind\":\"car\"}",
        "kind | {\"name\":\"n\",\"kind\":1}"
      })
  void areRefusedWithTheMemberThatIsWrong(String field, String json) {
    workshop.post("/api/benches", json).expectProblem(400, "invalid-request", field);

    assertThat(workshop.get("/api/benches").items("name")).containsExactly("Bench 1");
  }
}
