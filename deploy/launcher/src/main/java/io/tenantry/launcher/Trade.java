package io.tenantry.launcher;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of business signs up, and what each of its kind is called.
 *
 * @param type the tenant type; null for the installation's default
 */
record Trade(String name, String schemaName, @Nullable String type) {

  private static final String OWNER = "Ana";

  static final Trade SHOP = new Trade("Tienda", "tienda", null);
  static final Trade CUSTOMER = new Trade("Customer", "customer", null);
  static final Trade WORKSHOP = new Trade("Taller", "taller", "workshop");

  /** The sign-up of the one of that number. */
  Map<String, Object> signUp(int number) {
    Map<String, Object> request =
        new HashMap<>(
            Map.of(
                "name",
                name + " " + number,
                "schemaName",
                schemaName + number,
                "contact",
                Map.of("name", OWNER, "email", "owner@" + schemaName + number + ".example")));
    if (type != null) {
      request.put("type", type);
    }
    return request;
  }
}
