package io.tenantry.techstore.repairs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A device's stay in the workshop.
 *
 * @param code what the customer finds it by, on the public page {@code /status/{code}}
 * @param customer who brought the device, even if it is somebody else's by now
 * @param currency what all its amounts are in
 * @param version grows with each change, of its parts and labour too
 * @param closedAt when it was delivered or cancelled
 */
public record RepairOrder(
    long id,
    String code,
    RepairState state,
    OrderCustomer customer,
    OrderDevice device,
    String problem,
    String currency,
    Totals totals,
    @Schema(nullable = true) @Nullable LocalDate promisedFor,
    int version,
    Instant createdAt,
    Instant updatedAt,
    @Schema(nullable = true) @Nullable Instant closedAt) {

  /** Who brought the device. */
  public record OrderCustomer(
      long id, String name, @Schema(nullable = true) @Nullable String phone) {}

  /** What is repaired. */
  public record OrderDevice(
      long id,
      @Schema(nullable = true) @Nullable String brand,
      @Schema(nullable = true) @Nullable String model,
      @Schema(nullable = true) @Nullable String description,
      @Schema(nullable = true) @Nullable String serialNumber) {}

  /** What it costs, in the order's currency; parts that went back to stock cost nothing. */
  public record Totals(BigDecimal parts, BigDecimal labour, BigDecimal total) {

    private static final int SCALE = 2;

    static Totals of(BigDecimal parts, BigDecimal labour) {
      return new Totals(
          parts.setScale(SCALE, RoundingMode.UNNECESSARY),
          labour.setScale(SCALE, RoundingMode.UNNECESSARY),
          parts.add(labour).setScale(SCALE, RoundingMode.UNNECESSARY));
    }
  }
}
