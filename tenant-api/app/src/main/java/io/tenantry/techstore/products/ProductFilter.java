package io.tenantry.techstore.products;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which products are wanted; null for any.
 *
 * @param text part of the SKU or the name, whatever the case
 * @param shortOfStock whether no more are left than the shop wants at least
 */
public record ProductFilter(
    @Nullable String text,
    @Nullable Long category,
    @Nullable Boolean active,
    @Nullable Boolean shortOfStock) {

  /** A where clause of constants; what the caller wrote is in the parameters. */
  String condition() {
    List<String> conditions = new ArrayList<>();
    if (text != null) {
      conditions.add("(position(lower(:text) in lower(sku || chr(10) || name)) > 0)");
    }
    if (category != null) {
      conditions.add("category_id = :category");
    }
    if (active != null) {
      conditions.add(active ? "active" : "not active");
    }
    if (shortOfStock != null) {
      conditions.add(
          shortOfStock
              ? "(active and stock_quantity <= minimum_stock)"
              : "not (active and stock_quantity <= minimum_stock)");
    }
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (text != null) {
      parameters.put("text", text);
    }
    if (category != null) {
      parameters.put("category", category);
    }
    return parameters;
  }
}
