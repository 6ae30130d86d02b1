package io.tenantry.launcher;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Something that a repair shop of the tour sells. */
record Product(String sku, String name, BigDecimal price, String currency) {

  /**
   * What each shop offers. The first has one more than the others, so there is an id that only it
   * knows; the battery is in all of them, at a price of each.
   */
  static final List<List<Product>> SHELVES =
      List.of(
          List.of(
              euro("BAT-IP12", "Batería iPhone 12", "39.90"),
              euro("SCR-S21", "Pantalla Galaxy S21", "129.00"),
              euro("CAM-P7", "Cámara Pixel 7", "64.50")),
          List.of(
              euro("BAT-IP12", "Batería iPhone 12", "44.00"),
              euro("CHG-65W", "Cargador USB-C 65 W", "29.95")),
          List.of(
              euro("BAT-IP12", "Batería iPhone 12", "35.50"),
              euro("SSD-1TB", "Disco SSD 1 TB", "84.00")));

  private static Product euro(String sku, String name, String price) {
    return new Product(sku, name, new BigDecimal(price), "EUR");
  }

  Map<String, Object> toJson() {
    return Map.of("sku", sku, "name", name, "price", price, "currency", currency);
  }
}
