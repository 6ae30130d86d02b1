package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.repairs.Labour;
import io.tenantry.techstore.repairs.RepairLabour;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
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
    path = "/api/service/orders/{id}/labour",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Repair orders")
class LabourController {

  private static final int MOST_MINUTES = 10_000;

  private final RepairLabour labour;

  LabourController(RepairLabour labour) {
    this.labour = labour;
  }

  @GetMapping
  @Operation(summary = "Lists the work on an order")
  Page<Labour> list(@PathVariable long id, @ParameterObject @Valid PageQuery page) {
    return labour.list(id, page.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds work; its amount is rounded to the currency's smallest coin")
  Labour add(@PathVariable long id, @RequestBody @Valid LabourRequest request) {
    return labour.add(id, request.description().trim(), request.minutes(), request.hourlyRate());
  }

  @DeleteMapping("/{line}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Removes work")
  void remove(@PathVariable long id, @PathVariable long line) {
    labour.remove(id, line);
  }

  /**
   * Work that was done.
   *
   * @param hourlyRate in the order's currency
   */
  record LabourRequest(
      @NotBlank @Size(max = 200) @SingleLine String description,
      @NotNull @Min(1) @Max(MOST_MINUTES) Integer minutes,
      @NotNull @PositiveOrZero @Digits(integer = 8, fraction = 2) BigDecimal hourlyRate) {}
}
