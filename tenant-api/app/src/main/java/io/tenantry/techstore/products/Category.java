package io.tenantry.techstore.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.InsertOnlyProperty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A shelf of the shop.
 *
 * @param id null until it is stored
 */
@Table("category")
public record Category(
    @Id @Nullable Long id,
    String name,
    @Schema(nullable = true) @Nullable String description,
    @InsertOnlyProperty Instant createdAt) {}
