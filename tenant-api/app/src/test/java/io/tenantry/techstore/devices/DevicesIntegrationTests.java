package io.tenantry.techstore.devices;

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
import tools.jackson.databind.JsonNode;

@ShopTest
class DevicesIntegrationTests {

  private static final String DEVICES = "/api/service/devices";

  @Autowired private Shops shops;
  private Shop shop;
  private long customer;
  private JsonNode model;

  @BeforeEach
  void openAShopWithACustomer() {
    shop = shops.open("taller");
    customer = customer("Ana");
    model =
        shop.get("/api/device-models?q=" + encoded("Pixel 8")).expect(200).body().at("/items/0");
  }

  @Test
  void createsADeviceOfTheSharedCatalogue() {
    Answer created = shop.post(DEVICES, pixel("SN-1")).expect(201);

    assertThat(created.body().path("brand").asString()).isEqualTo("Google");
    assertThat(created.body().path("model").asString()).isEqualTo("Pixel 8");
    assertThat(created.body().path("brandId")).isEqualTo(model.path("brandId"));
    assertThat(shop.get(created.header("Location")).expect(200).body()).isEqualTo(created.body());
  }

  @Test
  void changesAndDeletesADeviceAsItWasSeen() {
    String path = shop.post(DEVICES, pixel("SN-1")).header("Location");
    String other = "{\"customerId\":%d,\"description\":\"Radio\"}".formatted(customer("Bea"));

    Answer changed = shop.send("PUT", path, other, Map.of("If-Match", "\"0\"")).expect(200);

    assertThat(changed.body().path("brand").isNull()).isTrue();
    assertThat(shop.get(path).body()).isEqualTo(changed.body());
    shop.send("PUT", path, other, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    shop.put(path, "{\"customerId\":999999,\"description\":\"x\"}")
        .expectProblem(400, "invalid-request", "customerId");
    shop.send("DELETE", path, null, Map.of("If-Match", "\"0\""))
        .expectProblem(412, "precondition-failed");
    shop.delete(path).expect(204);
    shop.get(path).expectProblem(404, "device-not-found");
    shop.put(path, other).expectProblem(404, "device-not-found");
    shop.delete(path).expectProblem(404, "device-not-found");
  }

  @Test
  void keepsADeviceThatHasOrders() {
    Answer created = shop.post(DEVICES, pixel("SN-1")).expect(201);
    shop.post(
            "/api/service/orders",
            "{\"deviceId\":%s,\"problem\":\"p\"}".formatted(created.body().path("id")))
        .expect(201);

    shop.delete(created.header("Location")).expectProblem(409, "device-in-use");
  }

  @Test
  void findsSortsAndFilters() {
    shop.post(DEVICES, pixel("SN-1")).expect(201);
    shop.post(
            DEVICES,
            "{\"customerId\":%d,\"description\":\"Radio\",\"serialNumber\":\"A-2\"}"
                .formatted(customer("Bea")))
        .expect(201);

    assertThat(serials("")).containsExactly("SN-1", "A-2");
    assertThat(serials("?sort=-createdAt")).containsExactly("A-2", "SN-1");
    assertThat(serials("?sort=serialNumber")).containsExactly("A-2", "SN-1");
    assertThat(serials("?sort=brand")).containsExactly("SN-1", "A-2");
    assertThat(serials("?q=sn-")).containsExactly("SN-1");
    assertThat(serials("?q=" + encoded("google pixel"))).containsExactly("SN-1");
    assertThat(serials("?q=radio")).containsExactly("A-2");
    assertThat(serials("?customer=" + customer)).containsExactly("SN-1");
    assertThat(serials("?brand=" + model.path("brandId"))).containsExactly("SN-1");
    assertThat(serials("?model=" + model.path("id"))).containsExactly("SN-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "customerId   | {'description':'d'}",
        "customerId   | {'customerId':999999,'description':'d'}",
        "description  | {'customerId':1}",
        "description  | {'customerId':1,'description':' '}",
        "description  | {'customerId':1,'description':'a\\u0000'}",
        "brandId      | {'customerId':1,'brandId':999999}",
        "modelId      | {'customerId':1,'modelId':999999}",
        "modelId      | {'customerId':1,'modelId':1,'brandId':6}",
        "serialNumber | {'customerId':1,'description':'d','serialNumber':{'$ne':1}}"
      })
  void refusesBadInputAndNamesTheMember(String field, String json) {
    shop.post(DEVICES, json.replace('\'', '"')).expectProblem(400, "invalid-request", field);

    assertThat(serials("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sort     | device.created_at",
        "sort     | brand;select 1",
        "customer | 1 or 1=1",
        "brand    | {\"$ne\":1}",
        "model    | 1;select 1"
      })
  void refusesParametersThatMeanNothing(String name, String value) {
    shop.get(DEVICES + "?" + name + "=" + encoded(value))
        .expectProblem(400, "invalid-request", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"' or '1'='1", "'; drop table device; --", ":text", "{\"$ne\":1}"})
  void searchesForInjectionsLikeForAnyText(String text) {
    shop.post(DEVICES, pixel("SN-1")).expect(201);

    assertThat(serials("?q=" + encoded(text))).isEmpty();
    assertThat(shop.get("/api/device-models?q=" + encoded(text)).items("name")).isEmpty();
    assertThat(serials("")).hasSize(1);
  }

  private long customer(String name) {
    return shop.post("/api/service/customers", "{\"name\":\"" + name + "\"}")
        .expect(201)
        .body()
        .path("id")
        .asLong();
  }

  private String pixel(String serial) {
    return "{\"customerId\":%d,\"modelId\":%s,\"serialNumber\":\"%s\"}"
        .formatted(customer, model.path("id"), serial);
  }

  private List<String> serials(String query) {
    return shop.get(DEVICES + query).items("serialNumber");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
