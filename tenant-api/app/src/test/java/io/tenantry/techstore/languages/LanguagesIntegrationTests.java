package io.tenantry.techstore.languages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;
import io.tenantry.techstore.ShopTest;
import io.tenantry.techstore.Shops;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class LanguagesIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("tienda");
  }

  @Test
  void tellsInSpanishWhatIsWrongWithEachMember() {
    Answer refused =
        send("POST", "/api/products", "{\"sku\":\"a\\nb\",\"price\":-1}", "es")
            .expectProblem(400, "invalid-request", "name");

    assertThat(refused.header("Content-Language")).isEqualTo("es");
    assertThat(refused.header("Vary")).contains("Accept-Language");
    assertThat(refused.body().path("title").asString()).isEqualTo("Solicitud incorrecta");
    assertThat(refused.body().path("detail").asString()).startsWith("name: no debe");
    assertThat(refused.body().path("errors").findValuesAsString("detail"))
        .contains("debe ser una línea de texto sin caracteres de control")
        .allSatisfy(detail -> assertThat(detail).doesNotContain("must"));
    send("GET", "/api/products?size=x", null, "es").expect(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /api/products/999         | No existe el producto 999.",
        "GET    | /api/service/orders/999   | No existe la orden de reparación 999.",
        "GET    | /api/service/customers/99 | No existe el cliente 99.",
        "GET    | /api/service/devices/99   | No existe el dispositivo 99.",
        "GET    | /status/x                 | No existe ninguna orden de reparación con este"
            + " código.",
        "GET    | /nowhere                  | No hay nada en esta dirección.",
        "PATCH  | /api/products             | El método PATCH no se admite aquí.",
        "GET    | /api/products/x           | id: debe ser un número entero",
        "GET    | /api/products?sort=x      | debe ser uno de name, sku, price, createdAt,"
            + " stockQuantity, con o sin un menos."
      })
  void answersProblemsInSpanish(String method, String path, String detail) {
    Answer answer = send(method, path, null, "es-AR,es;q=0.9");

    assertThat(answer.body().path("detail").asString()).isEqualTo(detail);
    assertThat(answer.header("Content-Language")).isEqualTo("es");
  }

  @Test
  void filtersAnswerInSpanishToo() {
    Answer withoutToken =
        shop.withoutToken()
            .send("GET", "/api/products", null, Map.of("Accept-Language", "fr,es-MX;q=0.9"))
            .expectProblem(401, "token-missing");
    Answer forged =
        shop.as("forged").send("GET", "/api/products", null, Map.of("Accept-Language", "es"));
    Answer ofNobody =
        new Shop(shop.id(), "nobody", "nobody", "nobody.localhost", shop.port(), "")
            .send("GET", "/api/products", null, Map.of("Accept-Language", "es"));

    assertThat(withoutToken.body().path("detail").asString()).startsWith("Inicie sesión");
    assertThat(withoutToken.body().path("title").asString()).isEqualTo("No autenticado");
    assertThat(withoutToken.header("Content-Language")).isEqualTo("es");
    assertThat(forged.body().path("detail").asString()).startsWith("Este token no es de esta");
    assertThat(ofNobody.body().path("detail").asString())
        .isEqualTo("Ninguna tienda tiene este dominio.");
    assertThat(shop.withoutToken().get("/api/products").body().path("title").asString())
        .isEqualTo("Unauthorized");
  }

  @ParameterizedTest
  @CsvSource({"en", "de", "'de,en;q=0.5,es;q=0.4'", "*", "'; drop table product'"})
  void answersInEnglishOtherwise(String language) {
    Answer answer = send("GET", "/api/products/999", null, language).expect(404);

    assertThat(answer.body().path("detail").asString()).isEqualTo("There is no product 999.");
    assertThat(answer.body().path("title").asString()).isEqualTo("Not Found");
    assertThat(answer.header("Content-Language")).isEqualTo("en");
  }

  @Test
  void prefersTheLanguageThatTheCallerPrefers() {
    assertThat(send("GET", "/nowhere", null, "en;q=0.1,es;q=0.8").header("Content-Language"))
        .isEqualTo("es");
    assertThat(shop.get("/nowhere").header("Content-Language")).isEqualTo("en");
    assertThat(send("POST", "/api/products", "{\"name\":\"n\",\"price\":1}", "fr").text())
        .contains("must not be");
  }

  private Answer send(String method, String path, String json, String language) {
    return shop.send(method, path, json, Map.of("Accept-Language", language));
  }
}
