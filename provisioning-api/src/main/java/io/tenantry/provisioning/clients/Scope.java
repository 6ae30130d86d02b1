package io.tenantry.provisioning.clients;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** What an API client may do. */
public enum Scope {
  TENANTS_CREATE("tenants:create"),
  TENANTS_READ("tenants:read"),
  TENANTS_WRITE("tenants:write"),
  TENANTS_DELETE("tenants:delete"),
  OPERATIONS("operations");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The name that callers know. */
  @JsonValue
  public String text() {
    return text;
  }

  static List<String> allTexts() {
    return Arrays.stream(values()).map(Scope::text).toList();
  }
}
