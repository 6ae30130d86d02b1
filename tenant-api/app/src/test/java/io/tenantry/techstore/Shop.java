package io.tenantry.techstore;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A tenant of the tests, and a client of its API.
 *
 * @param token sent with each request: its owner's, unless something else is wanted; empty for none
 */
public record Shop(UUID id, String schemaName, String role, String domain, int port, String token) {

  /** Whose owner is logged in. */
  static Shop ofOwner(UUID id, String schemaName, String role, String domain, int port) {
    return new Shop(id, schemaName, role, domain, port, Owner.token(id));
  }

  /** The same shop, seen by somebody else. */
  public Shop as(String other) {
    return new Shop(id, schemaName, role, domain, port, other);
  }

  /** The same shop, seen by somebody who is not logged in. */
  public Shop withoutToken() {
    return as("");
  }

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, String json) {
    return send("POST", path, json, Map.of());
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json, Map.of());
  }

  public Answer patch(String path, String json) {
    return send("PATCH", path, json, Map.of());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  public Answer send(String method, String path, String json, Map<String, String> headers) {
    return send(method, path, json, "application/json", headers);
  }

  Answer send(String method, String path, String body, String type, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    if (!token.isEmpty()) {
      all.put("Authorization", "Bearer " + token);
    }
    return Answer.of(port, domain, method, path, body, type, all);
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
