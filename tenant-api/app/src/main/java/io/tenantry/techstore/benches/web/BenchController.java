package io.tenantry.techstore.benches.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.benches.Bench;
import io.tenantry.techstore.benches.BenchNameTakenException;
import io.tenantry.techstore.benches.Benches;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.tenancy.web.TenantApi;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What workshops have and shops don't. */
@TenantApi(types = "workshop")
@RestController
@RequestMapping(path = "/api/benches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Benches", description = "Only for tenants of the type workshop")
class BenchController {

  private final Benches benches;

  BenchController(Benches benches) {
    this.benches = benches;
  }

  @GetMapping
  @Operation(summary = "Lists a workshop's benches by name")
  Page<Bench> list(@ParameterObject @Valid PageQuery query) {
    return benches.list(query.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a bench to a workshop")
  Bench add(@RequestBody @Valid BenchRequest request) {
    return benches.add(request.name().trim(), request.kind());
  }

  @ExceptionHandler
  ErrorResponse refused(BenchNameTakenException e) {
    return new ProblemException(
            HttpStatus.CONFLICT, "bench-name-taken", String.valueOf(e.getMessage()))
        .field("name");
  }

  /**
   * A new bench.
   *
   * @param kind of devices that it is fitted for; null for any
   */
  record BenchRequest(
      @NotBlank @Size(max = 100) @SingleLine String name,
      @Schema(nullable = true) Bench.@Nullable Kind kind) {}
}
