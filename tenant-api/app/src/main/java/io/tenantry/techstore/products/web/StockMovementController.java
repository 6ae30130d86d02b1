package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.products.StockMovement;
import io.tenantry.techstore.products.StockMovements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api/products/{id}/stock-movements",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Stock")
class StockMovementController {

  private static final int MOST_AT_ONCE = 1_000_000;

  private final StockMovements movements;

  StockMovementController(StockMovements movements) {
    this.movements = movements;
  }

  @GetMapping
  @Operation(summary = "Lists a product's stock movements, the newest first")
  Page<StockMovement> list(@PathVariable long id, @ParameterObject @Valid PageQuery query) {
    return movements.list(id, query.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Changes a product's stock",
      description = "quantity is below 0 for sale and out, above 0 for in and return; never 0.")
  StockMovement post(@PathVariable long id, @RequestBody @Valid MovementRequest request) {
    return movements.post(id, request.quantity(), request.kind(), request.reason());
  }

  /**
   * A change of stock.
   *
   * @param quantity below 0 for sale and out, above 0 for in and return; never 0
   */
  record MovementRequest(
      @NotNull @Min(-MOST_AT_ONCE) @Max(MOST_AT_ONCE) Integer quantity,
      @NotNull StockMovement.Kind kind,
      @Nullable @Size(max = 500) @SingleLine String reason) {}
}
