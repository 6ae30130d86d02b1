package io.tenantry.techstore.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.InsertOnlyProperty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that the shop sells.
 *
 * @param id null until it is stored
 * @param stockQuantity changed by {@link StockMovements} only
 * @param version grows with each change, of the stock too; null until it is stored
 */
@Table("product")
public record Product(
    @Id @Nullable Long id,
    String sku,
    String name,
    @Schema(nullable = true) @Nullable String description,
    @Schema(nullable = true) @Nullable Long categoryId,
    BigDecimal price,
    String currency,
    @ReadOnlyProperty int stockQuantity,
    int minimumStock,
    boolean active,
    @Version @Nullable Integer version,
    @InsertOnlyProperty Instant createdAt,
    Instant updatedAt) {

  private static final int SCALE = 2;

  public Product {
    price = price.setScale(SCALE, RoundingMode.UNNECESSARY);
  }

  static Product of(ProductDetails details, Instant now) {
    return new Product(
        null,
        details.sku(),
        details.name(),
        details.description(),
        details.categoryId(),
        details.price(),
        details.currency(),
        0,
        details.minimumStock(),
        details.active(),
        null,
        now,
        now);
  }

  Product with(ProductDetails details, Instant now) {
    return new Product(
        id,
        details.sku(),
        details.name(),
        details.description(),
        details.categoryId(),
        details.price(),
        details.currency(),
        stockQuantity,
        details.minimumStock(),
        details.active(),
        version,
        createdAt,
        now);
  }
}
