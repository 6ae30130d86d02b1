package io.tenantry.techstore.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What all shops read and none writes. */
@ShopTest
class SharedDataIntegrationTests {

  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void offersBrandsAndModelsToAllShops() {
    Answer brands = shop.get("/api/device-brands");

    assertThat(brands.items("name")).contains("Apple", "Samsung", "Xiaomi").isSorted();
    assertThat(shops.open("otra").get("/api/device-brands").body()).isEqualTo(brands.body());
    assertThat(shop.get("/api/device-models?kind=watch").items("name"))
        .containsExactly("Galaxy Watch 6");
    assertThat(shop.get("/api/device-models?q=samsung").items("name"))
        .containsExactly("Galaxy S24", "Galaxy Watch 6");
    String apple = brands.body().at("/items/0/id").toString();
    assertThat(shop.get("/api/device-models?brand=" + apple).items("brand"))
        .hasSize(3)
        .containsOnly("Apple");
    assertThat(shop.get("/api/device-models?size=3&page=1").items("name")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"kind, car", "kind, phone' or '1'='1", "brand, 1 or 1=1", "size, 0"})
  void refusesParametersThatMeanNothing(String name, String value) {
    shop.get("/api/device-models?" + name + "=" + value.replace(" ", "%20").replace("'", "%27"))
        .expectProblem(400, "invalid-request", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into device_brand (name) values ('Mine')",
        "update device_brand set name = 'Mine'",
        "delete from device_model",
        "truncate device_model",
        "insert into currency (code, name, symbol) values ('XTS', 'Test', 'x')",
        "update currency set decimals = 0",
        "drop table currency",
        "create table public.mine (id int)"
      })
  void refusesATenantThatWritesThem(String statement) throws SQLException {
    try (Connection connection = database.app().getConnection();
        Statement tenant = connection.createStatement()) {
      connection.setAutoCommit(false);
      tenant.execute("set local role " + new SqlIdentifier(shop.role()).quoted());

      assertThatThrownBy(() -> tenant.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      connection.rollback();
    }
  }
}
