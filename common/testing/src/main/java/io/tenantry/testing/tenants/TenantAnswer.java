package io.tenantry.testing.tenants;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application said. */
public record TenantAnswer(int status, HttpHeaders headers, String text) {

  /**
   * @throws AssertionError with the whole answer if the status is another one
   */
  public TenantAnswer expect(int expected) {
    if (status != expected) {
      throw new AssertionError("expected status " + expected + " but got " + status + ": " + text);
    }
    return this;
  }

  /** The first value of that header, or nothing. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The text as JSON. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(text);
  }

  /** The text read as JSON of that type. */
  public <T> T as(Class<T> type) {
    return JsonMapper.shared().readValue(text, type);
  }
}
