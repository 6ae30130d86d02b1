package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class CategoriesIntegrationTests {

  private static final String CATEGORIES = "/api/categories";

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void startsWithTheCategoriesOfItsSeed() {
    assertThat(shop.get(CATEGORIES).items("name"))
        .containsExactly("Accessories", "Devices", "Spare parts", "Tools");
    assertThat(shop.get(CATEGORIES + "?page=1&size=3").items("name")).containsExactly("Tools");
  }

  @Test
  void createsChangesAndDeletes() {
    Answer created = shop.post(CATEGORIES, "{\"name\":\"Cables\"}").expect(201);
    String path = created.header("Location");

    assertThat(shop.get(path).expect(200).body()).isEqualTo(created.body());
    Answer changed = shop.put(path, "{\"name\":\"Leads\",\"description\":\"a\\nb\"}").expect(200);
    assertThat(changed.body().path("createdAt")).isEqualTo(created.body().path("createdAt"));
    assertThat(shop.get(path).body()).isEqualTo(changed.body());
    shop.delete(path).expect(204);
    shop.get(path).expectProblem(404, "category-not-found");
    shop.put(path, "{\"name\":\"x\"}").expectProblem(404, "category-not-found");
    shop.delete(path).expectProblem(404, "category-not-found");
  }

  @Test
  void hasEachNameOnceWhateverTheCase() {
    String path = shop.post(CATEGORIES, "{\"name\":\"Cables\"}").header("Location");

    shop.post(CATEGORIES, "{\"name\":\"TOOLS\"}").expectProblem(409, "category-name-taken", "name");
    shop.put(path, "{\"name\":\"tools\"}").expectProblem(409, "category-name-taken", "name");
  }

  @Test
  void keepsACategoryThatHasProducts() {
    Answer created = shop.post(CATEGORIES, "{\"name\":\"Cables\"}");
    String product =
        "{\"sku\":\"c\",\"name\":\"c\",\"price\":1,\"categoryId\":"
            + created.body().path("id")
            + "}";
    shop.post("/api/products", product).expect(201);

    shop.delete(created.header("Location")).expectProblem(409, "category-in-use");
    shop.get(created.header("Location")).expect(200);
  }

  @Test
  void refusesBadInputAndNamesTheMember() {
    shop.post(CATEGORIES, "{}").expectProblem(400, "invalid-request", "name");
    shop.post(CATEGORIES, "{\"name\":\"\\u2028\"}").expectProblem(400, "invalid-request", "name");
    shop.post(CATEGORIES, "{\"name\":\"a\",\"x\":1}").expectProblem(400, "invalid-request", "x");
    shop.get(CATEGORIES + "?size=1000").expectProblem(400, "invalid-request", "size");
  }
}
