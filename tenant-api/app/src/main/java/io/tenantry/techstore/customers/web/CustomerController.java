package io.tenantry.techstore.customers.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.customers.Customer;
import io.tenantry.techstore.customers.Customers;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.versions.EntityTag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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
@RequestMapping(path = "/api/service/customers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Customers")
class CustomerController {

  private final Customers customers;

  CustomerController(Customers customers) {
    this.customers = customers;
  }

  @GetMapping
  @Operation(summary = "Lists customers")
  Page<Customer> list(
      @ParameterObject @Valid PageQuery page, @ParameterObject @Valid CustomerQuery query) {
    return customers.find(query.text(), query.order(), page.window(), query.counted());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a customer")
  ResponseEntity<Customer> create(@RequestBody @Valid CustomerRequest request) {
    Customer created = customers.create(request.details());
    return ResponseEntity.created(URI.create("/api/service/customers/" + created.id()))
        .eTag(EntityTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a customer")
  ResponseEntity<Customer> get(@PathVariable long id) {
    return tagged(customers.get(id));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes a customer; If-Match makes sure that it is as it was seen")
  ResponseEntity<Customer> change(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid CustomerRequest request) {
    return tagged(customers.change(id, EntityTag.expected(ifMatch), request.details()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a customer who has no devices")
  void delete(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    customers.delete(id, EntityTag.expected(ifMatch));
  }

  private static ResponseEntity<Customer> tagged(Customer customer) {
    return ResponseEntity.ok().eTag(EntityTag.of(customer.version())).body(customer);
  }
}
