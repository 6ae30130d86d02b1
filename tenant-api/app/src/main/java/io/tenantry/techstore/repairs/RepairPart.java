package io.tenantry.techstore.repairs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was taken from stock for a repair, named and priced as it was then.
 *
 * @param productId null once the product is deleted
 * @param amount of all of them, in the order's currency
 * @param returnedAt when it went back to stock, since the order was cancelled
 */
public record RepairPart(
    long id,
    @Schema(nullable = true) @Nullable Long productId,
    String sku,
    String name,
    int quantity,
    BigDecimal unitPrice,
    BigDecimal amount,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant returnedAt) {}
