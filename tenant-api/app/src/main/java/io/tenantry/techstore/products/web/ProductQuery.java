package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.products.ProductFilter;
import io.tenantry.techstore.products.ProductSort;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which products are to be listed, and in which order. */
record ProductQuery(
    @Parameter(description = "Part of the SKU or the name") @Nullable @Size(max = 100) @SingleLine
        String q,
    @Parameter(description = "Id of a category") @Nullable Long category,
    @Nullable Boolean active,
    @Parameter(description = "Whether no more are left than the minimum")
        @Nullable Boolean shortOfStock,
    @Parameter(
            description =
                "name, sku, price, createdAt or stockQuantity; a minus sign before it turns it"
                    + " around")
        @Nullable String sort,
    @Parameter(description = "Whether to count the products on all pages")
        @Nullable Boolean total) {

  ProductFilter filter() {
    return new ProductFilter(q == null || q.isBlank() ? null : q, category, active, shortOfStock);
  }

  ProductSort order() {
    return sort == null
        ? ProductSort.BY_NAME
        : ProductSort.parse(sort)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "sort",
                        "must be one of " + ProductSort.words() + ", with or without a minus."));
  }

  boolean counted() {
    return Boolean.TRUE.equals(total);
  }
}
