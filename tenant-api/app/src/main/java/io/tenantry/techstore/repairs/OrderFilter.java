package io.tenantry.techstore.repairs;

import io.tenantry.techstore.paging.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are wanted; null for any.
 *
 * @param text part of the customer's name or phone number, the serial number, or the code
 * @param open whether anything may still change
 */
public record OrderFilter(
    @Nullable String text,
    @Nullable RepairState state,
    @Nullable Boolean open,
    @Nullable Long customer,
    @Nullable Long device) {

  private static final String MATCHES =
      """
      position(lower(:text) in lower(concat_ws(chr(10), customer.name, customer.phone,
                                               device.serial_number, o.code))) > 0
      """;

  Conditions conditions() {
    return new Conditions()
        .and(MATCHES, "text", text)
        .and("o.state = :state", "state", state == null ? null : state.name())
        .either(open, "o.closed_at is null", "o.closed_at is not null")
        .and("o.customer_id = :customer", "customer", customer)
        .and("o.device_id = :device", "device", device);
  }
}
