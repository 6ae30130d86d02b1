package io.tenantry.techstore.repairs;

import io.tenantry.techstore.Answer;
import io.tenantry.techstore.Shop;

/** A shop of the tests that repairs. */
record Workshop(Shop shop) {

  static final String ORDERS = "/api/service/orders";

  long customer(String name, String phone) {
    return id(
        shop.post(
            "/api/service/customers", "{\"name\":\"%s\",\"phone\":\"%s\"}".formatted(name, phone)));
  }

  long device(long customer, String description, String serial) {
    return id(
        shop.post(
            "/api/service/devices",
            "{\"customerId\":%d,\"description\":\"%s\",\"serialNumber\":\"%s\"}"
                .formatted(customer, description, serial)));
  }

  /** An order for that device, in euros. */
  Answer order(long device) {
    return shop.post(
            ORDERS,
            "{\"deviceId\":%d,\"problem\":\"Does not charge\",\"currency\":\"EUR\"}"
                .formatted(device))
        .expect(201);
  }

  /** The path of a new order for a new device of a new customer. */
  String order() {
    return order(device(customer("Ana", "600 111 222"), "Old phone", "SN-1")).header("Location");
  }

  Answer move(String order, String state) {
    return shop.post(order + "/state", "{\"state\":\"" + state + "\"}");
  }

  /** Moves the order through all these states. */
  void moves(String order, String... states) {
    for (String state : states) {
      move(order, state).expect(200);
    }
  }

  /** A product in euros of which so many are in stock. */
  long product(String sku, String price, int stock) {
    long product =
        id(
            shop.post(
                "/api/products",
                "{\"sku\":\"%s\",\"name\":\"Part %s\",\"price\":%s,\"currency\":\"EUR\"}"
                    .formatted(sku, sku, price)));
    if (stock > 0) {
      shop.post(
              "/api/products/" + product + "/stock-movements",
              "{\"quantity\":%d,\"kind\":\"in\"}".formatted(stock))
          .expect(201);
    }
    return product;
  }

  Answer part(String order, long product, int quantity) {
    return shop.post(
        order + "/parts", "{\"productId\":%d,\"quantity\":%d}".formatted(product, quantity));
  }

  Answer labour(String order, int minutes, String rate) {
    return shop.post(
        order + "/labour",
        "{\"description\":\"Soldering\",\"minutes\":%d,\"hourlyRate\":%s}"
            .formatted(minutes, rate));
  }

  int stock(long product) {
    return shop.get("/api/products/" + product).expect(200).body().path("stockQuantity").asInt();
  }

  static long id(Answer created) {
    return created.expect(201).body().path("id").asLong();
  }
}
