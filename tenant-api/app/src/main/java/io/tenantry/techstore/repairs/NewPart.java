package io.tenantry.techstore.repairs;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be taken from stock for a repair.
 *
 * @param unitPrice null for the product's
 */
public record NewPart(long productId, int quantity, @Nullable BigDecimal unitPrice) {}
