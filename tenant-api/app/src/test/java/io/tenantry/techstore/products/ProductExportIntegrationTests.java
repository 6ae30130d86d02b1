package io.tenantry.techstore.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.SqlIdentifier;
import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import io.tenantry.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class ProductExportIntegrationTests {

  private static final String EXPORT = "/api/products.csv";

  @Autowired private Shops shops;
  @Autowired private TestDatabase database;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void exportsProductsAsASpreadsheetReadsThem() {
    shop.post(
            "/api/products",
            """
            {"sku":"=1+1","name":"Cable, 2 m \\"USB\\"","price":9.5,"currency":"EUR",
             "description":"línea 1\\nlínea 2"}
            """)
        .expect(201);

    Answer export = shop.send("GET", EXPORT, null, Map.of("Accept", "text/csv")).expect(200);

    assertThat(export.header("Content-Type")).contains("text/csv", "charset=UTF-8");
    assertThat(export.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"products.csv\"");
    assertThat(export.text())
        .startsWith("id,sku,name,description,categoryId,price,currency,stockQuantity,")
        .contains(",'=1+1,\"Cable, 2 m \"\"USB\"\"\",\"línea 1\nlínea 2\",,9.50,EUR,0,0,true,")
        .endsWith("\r\n");
  }

  @Test
  void exportsALongCatalogueWhole() {
    JdbcClient.create(database.worker())
        .sql(
            "insert into %s.product (sku, name, price) select 'S-' || n, 'N', 1 from generate_series(1, 1234) n"
                .formatted(new SqlIdentifier(shop.role()).quoted()))
        .update();

    List<String> lines = shop.get(EXPORT).expect(200).text().lines().toList();

    assertThat(lines).hasSize(1235).doesNotHaveDuplicates();
    assertThat(lines.getLast()).contains(",S-1234,");
  }

  @Test
  void exportsWhatTheFilterWants() {
    shop.product("A-1", "Screen", "1.00");
    shop.product("A-2", "Battery", "1.00");

    assertThat(shop.get(EXPORT + "?q=screen").expect(200).text().lines()).hasSize(2);
    assertThat(shop.get(EXPORT + "?active=false").expect(200).text().lines()).hasSize(1);
    assertThat(shop.get(EXPORT + "?q=%27%20or%20%271%27%3D%271").expect(200).text().lines())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"category=1%20or%201", "active=x", "shortOfStock=%27", "q=a%0Ab"})
  void refusesParametersThatMeanNothingBeforeTheFirstByte(String parameter) {
    shop.get(EXPORT + "?" + parameter)
        .expectProblem(400, "invalid-request", parameter.split("=", 2)[0]);
  }

  @Test
  void isNoJson() {
    shop.send("GET", EXPORT, null, Map.of("Accept", "application/json"))
        .expectProblem(406, "not-acceptable");
  }
}
