package io.tenantry.techstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Every query parameter of every list that the API describes, so that one which is added is tried
 * as well.
 */
@ShopTest
class InjectionIntegrationTests {

  @Autowired private Shops shops;
  private Shop shop;

  @BeforeEach
  void openAShop() {
    shop = shops.open("injected");
    shop.product("ONE", "Only product", "1");
  }

  /** Such as {@code /api/products?sort=}. */
  private List<String> parameters() {
    List<String> found = new ArrayList<>();
    JsonNode paths = shop.get("/v3/api-docs").expect(200).body().path("paths");
    for (var path : paths.properties()) {
      for (JsonNode parameter : path.getValue().path("get").path("parameters")) {
        if (parameter.path("in").asString().equals("query")) {
          String address = path.getKey().replaceAll("\\{[^}]*}", "1");
          found.add(address + "?" + parameter.path("name").asString() + "=");
        }
      }
    }
    return found;
  }

  @Test
  void thereAreParametersToTry() {
    assertThat(parameters())
        .hasSizeGreaterThan(20)
        .contains("/api/products?sort=", "/api/products?q=", "/api/service/orders?sort=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "' OR '1'='1",
        "1; DROP TABLE product; --",
        "name; DROP TABLE product",
        "name DESC, (SELECT secret FROM signing_key LIMIT 1)",
        "(CASE WHEN (SELECT count(*) FROM users) > 0 THEN name ELSE sku END)",
        "1 UNION SELECT secret FROM signing_key",
        "$$; RESET ROLE; $$",
        "{\"$ne\": null}",
        "[{\"name\": \"x\"}]",
        "\",\"role\":\"owner\",\"x\":\"",
        "${jndi:ldap://127.0.0.1/x}",
        "#{T(java.lang.Runtime).getRuntime()}",
        "../../../etc/passwd"
      })
  void noParameterTakesItForAnythingButText(String text) {
    String value = URLEncoder.encode(text, StandardCharsets.UTF_8);
    for (String parameter : parameters()) {
      Answer answer = shop.get(parameter + value);
      assertThat(answer.status()).as(parameter + text).isIn(200, 400, 404);
      if (answer.status() == 400) {
        answer.expectProblem(400, "invalid-request");
        assertThat(parameter).endsWith("?" + answer.body().path("field").asString() + "=");
      }
      assertThat(answer.text()).doesNotContain("PSQL", "syntax error", "io.tenantry");
    }
    assertThat(shop.get("/api/products").items("sku")).containsExactly("ONE");
  }
}
