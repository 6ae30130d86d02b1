package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.repairs.NewPart;
import io.tenantry.techstore.repairs.RepairPart;
import io.tenantry.techstore.repairs.RepairParts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/service/orders/{id}/parts",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Repair orders")
class PartController {

  private static final int MOST_AT_ONCE = 10_000;

  private final RepairParts parts;

  PartController(RepairParts parts) {
    this.parts = parts;
  }

  @GetMapping
  @Operation(summary = "Lists what an order has used from stock")
  Page<RepairPart> list(@PathVariable long id, @ParameterObject @Valid PageQuery page) {
    return parts.list(id, page.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Takes a part from stock")
  RepairPart add(@PathVariable long id, @RequestBody @Valid PartRequest request) {
    return parts.add(id, request.part());
  }

  @DeleteMapping("/{part}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Brings a part back to stock")
  void remove(@PathVariable long id, @PathVariable long part) {
    parts.remove(id, part);
  }

  /**
   * What is to be taken from stock.
   *
   * @param unitPrice in the order's currency; the product's price by default
   */
  record PartRequest(
      @NotNull Long productId,
      @NotNull @Min(1) @Max(MOST_AT_ONCE) Integer quantity,
      @Schema(nullable = true) @Nullable @PositiveOrZero @Digits(integer = 10, fraction = 2)
          BigDecimal unitPrice) {

    NewPart part() {
      return new NewPart(productId, quantity, unitPrice);
    }
  }
}
