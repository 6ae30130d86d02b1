package io.tenantry.techstore;

import java.util.Map;
import java.util.UUID;

/** A tenant of the tests, and a client of its API. */
public record Shop(UUID id, String schemaName, String role, String domain, int port) {

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, String json) {
    return send("POST", path, json, Map.of());
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json, Map.of());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  public Answer send(String method, String path, String json, Map<String, String> headers) {
    return Answer.of(port, domain, method, path, json, headers);
  }

  /** Adds a product and tells its id. */
  public long product(String sku, String name, String price) {
    Answer answer =
        post(
            "/api/products",
            "{\"sku\":\"%s\",\"name\":\"%s\",\"price\":%s}".formatted(sku, name, price));
    return answer.expect(201).body().path("id").asLong();
  }
}
