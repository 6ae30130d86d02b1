package io.tenantry.techstore.repairs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the public may see of an order: how it goes, and nothing of the customer.
 *
 * @param device brand and model, or what the shop calls it
 * @param steps the states it had, the oldest first
 */
public record OrderStatus(
    RepairState state,
    String device,
    Instant receivedAt,
    Instant updatedAt,
    @Schema(nullable = true) @Nullable LocalDate promisedFor,
    List<Step> steps) {

  OrderStatus with(List<Step> found) {
    return new OrderStatus(state, device, receivedAt, updatedAt, promisedFor, found);
  }

  /** When the order came into a state. */
  public record Step(RepairState state, Instant at) {}
}
