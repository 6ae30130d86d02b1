package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.input.SingleLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record CategoryRequest(
    @NotBlank @Size(max = 100) @SingleLine String name,
    @Schema(nullable = true) @Nullable @Size(max = 2000) @FreeText String description) {}
