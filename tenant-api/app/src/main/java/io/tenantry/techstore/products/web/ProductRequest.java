package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.products.ProductDetails;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product as the caller wants it: the whole of it, what is left out has its default.
 *
 * @param currency US dollars by default
 * @param active whether it is offered; it is by default
 */
record ProductRequest(
    @NotBlank @Size(max = 64) @SingleLine String sku,
    @NotBlank @Size(max = 200) @SingleLine String name,
    @Schema(nullable = true) @Nullable @Size(max = 10_000) @FreeText String description,
    @Schema(nullable = true) @Nullable Long categoryId,
    @NotNull @PositiveOrZero @Digits(integer = 10, fraction = 2) BigDecimal price,
    @Schema(nullable = true)
        @Nullable
        @Pattern(regexp = "[A-Z]{3}", message = "must be a code such as EUR")
        String currency,
    @Schema(nullable = true) @Nullable @PositiveOrZero Integer minimumStock,
    @Schema(nullable = true) @Nullable Boolean active) {

  private static final String DEFAULT_CURRENCY = "USD";

  ProductDetails details() {
    return new ProductDetails(
        sku.trim(),
        name.trim(),
        description,
        categoryId,
        price,
        currency == null ? DEFAULT_CURRENCY : currency,
        minimumStock == null ? 0 : minimumStock,
        active == null || active);
  }
}
