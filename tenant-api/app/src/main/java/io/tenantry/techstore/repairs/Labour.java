package io.tenantry.techstore.repairs;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Work on a repair.
 *
 * @param amount for the time at that rate, in the order's currency
 */
public record Labour(
    long id,
    String description,
    int minutes,
    BigDecimal hourlyRate,
    BigDecimal amount,
    Instant createdAt) {}
