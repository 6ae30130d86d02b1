package io.tenantry.techstore.products;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the shop decides about a product; its stock changes by movements only. */
public record ProductDetails(
    String sku,
    String name,
    @Nullable String description,
    @Nullable Long categoryId,
    BigDecimal price,
    String currency,
    int minimumStock,
    boolean active) {}
