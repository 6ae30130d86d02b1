package io.tenantry.techstore.devices;

import io.tenantry.techstore.paging.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are wanted; null for any.
 *
 * @param text part of the serial number, the description, the brand or the model
 */
public record DeviceFilter(
    @Nullable String text, @Nullable Long customer, @Nullable Long brand, @Nullable Long model) {

  private static final String MATCHES =
      """
      position(lower(:text) in lower(concat_ws(chr(10), device.serial_number, device.description,
                                               concat_ws(' ', brand.name, model.name)))) > 0
      """;

  Conditions conditions() {
    return new Conditions()
        .and(MATCHES, "text", text)
        .and("device.customer_id = :customer", "customer", customer)
        .and("device.brand_id = :brand", "brand", brand)
        .and("device.model_id = :model", "model", model);
  }
}
