package io.tenantry.techstore.repairs.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.FreeText;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.repairs.RepairDesk;
import io.tenantry.techstore.repairs.RepairOrder;
import io.tenantry.techstore.repairs.RepairState;
import io.tenantry.techstore.repairs.StateChange;
import io.tenantry.techstore.versions.EntityTag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/service/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Repair orders")
class OrderController {

  private final RepairDesk desk;

  OrderController(RepairDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  @Operation(summary = "Lists repair orders")
  Page<RepairOrder> list(
      @ParameterObject @Valid PageQuery page, @ParameterObject @Valid OrderQuery query) {
    return desk.find(query.filter(), query.order(), page.window(), query.counted());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Takes a device in")
  ResponseEntity<RepairOrder> create(
      @RequestBody @Valid OrderRequest request, @Nullable Principal user) {
    RepairOrder created = desk.takeIn(request.order(), Author.of(user));
    return ResponseEntity.created(URI.create("/api/service/orders/" + created.id()))
        .eTag(EntityTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a repair order")
  ResponseEntity<RepairOrder> get(@PathVariable long id) {
    return tagged(desk.get(id));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes an open order; If-Match makes sure that it is as it was seen")
  ResponseEntity<RepairOrder> change(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid OrderChange request) {
    return tagged(
        desk.change(
            id, EntityTag.expected(ifMatch), request.problem().trim(), request.promisedFor()));
  }

  @GetMapping("/{id}/state")
  @Operation(summary = "Lists the states that an order had, the oldest first")
  Page<StateChange> history(@PathVariable long id, @ParameterObject @Valid PageQuery page) {
    return desk.history(id, page.window());
  }

  @PostMapping("/{id}/state")
  @Operation(
      summary = "Moves an order on; If-Match makes sure that it is as it was seen",
      description = "What a cancelled order has used goes back to stock.")
  ResponseEntity<RepairOrder> move(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid Move request,
      @Nullable Principal user) {
    return tagged(
        desk.move(
            id, EntityTag.expected(ifMatch), request.state(), request.note(), Author.of(user)));
  }

  private static ResponseEntity<RepairOrder> tagged(RepairOrder order) {
    return ResponseEntity.ok().eTag(EntityTag.of(order.version())).body(order);
  }

  /** What may be changed of an order: the whole of it, what is left out is removed. */
  record OrderChange(
      @NotBlank @Size(max = 10_000) @FreeText String problem,
      @Schema(nullable = true) @Nullable LocalDate promisedFor) {}

  /**
   * Where an order goes.
   *
   * @param note why, for the shop only
   */
  record Move(
      @NotNull RepairState state,
      @Schema(nullable = true) @Nullable @Size(max = 500) @SingleLine String note) {}
}
