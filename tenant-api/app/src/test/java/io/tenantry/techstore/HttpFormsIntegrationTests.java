package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Forms of requests and answers other than JSON, and the document that describes them. */
@ShopTest
class HttpFormsIntegrationTests {

  private static final String PRODUCT = "{\"sku\":\"A-1\",\"name\":\"A\",\"price\":1}";

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("formas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/yaml", "application/xml"})
  void refusesAnAnswerInAnotherFormBeforeAnythingIsWritten(String accepted) {
    shop.send("POST", "/api/products", PRODUCT, Map.of("Accept", accepted))
        .expectProblem(406, "not-acceptable");

    assertThat(shop.get("/api/products").items("sku")).isEmpty();
  }

  @Test
  void takesNoYaml() {
    shop.send(
            "POST", "/api/products", "sku: A-1\nname: A\nprice: 1\n", "application/yaml", Map.of())
        .expectProblem(415, "unsupported-media-type");

    assertThat(shop.get("/api/products").items("sku")).isEmpty();
  }

  @Test
  void answersAProblemWhateverIsAccepted() {
    shop.send("GET", "/api/products/999999", null, Map.of("Accept", "application/json"))
        .expectProblem(404, "product-not-found");
    shop.send("GET", "/nowhere", null, Map.of("Accept", "text/html"))
        .expectProblem(404, "not-found");
  }

  @Test
  void refusesParametersThatAreNoUtf8() {
    shop.get("/api/products?q=%ff").expectProblem(400, "invalid-request");
  }

  @Test
  void describesAllThatAShopHas() {
    JsonNode paths = shop.get("/v3/api-docs").expect(200).body().path("paths");

    assertThat(paths.propertyNames())
        .contains(
            "/api/products.csv",
            "/api/device-brands",
            "/api/device-models",
            "/api/service/customers",
            "/api/service/customers/{id}",
            "/api/service/devices",
            "/api/service/devices/{id}",
            "/api/service/orders",
            "/api/service/orders/{id}",
            "/api/service/orders/{id}/labour",
            "/api/service/orders/{id}/notes",
            "/api/service/orders/{id}/parts",
            "/api/service/orders/{id}/state",
            "/status/{code}");
    assertThat(paths.at("/~1status~1{code}/get/responses/200/content").propertyNames())
        .containsExactlyInAnyOrder("application/json", "text/html");
    assertThat(paths.at("/~1api~1products.csv/get/responses/200/content").propertyNames())
        .containsExactly("text/csv");
  }

  @Test
  void describesProblemsHeadersAndWhatMayBeNull() {
    JsonNode document = shop.get("/v3/api-docs").expect(200).body();
    JsonNode products = document.path("paths").path("/api/products");
    JsonNode product = document.path("components").path("schemas").path("Product");
    List<String> references = document.findValuesAsString("$ref");

    assertThat(references)
        .contains("#/components/schemas/Problem")
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue());
    assertThat(products.path("post").path("responses").path("201").path("headers").propertyNames())
        .contains("Location", "ETag");
    assertThat(products.path("get").path("responses").propertyNames()).contains("200", "default");
    assertThat(product.path("properties").path("description").path("type").toString())
        .contains("string", "null");
    assertThat(product.path("properties").path("categoryId").path("type").toString())
        .contains("integer", "null");
    assertThat(document.findValuesAsString("pattern"))
        .allSatisfy(pattern -> assertThat(pattern).startsWith("^").endsWith("$"));
  }
}
