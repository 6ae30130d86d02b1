package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.products.Product;
import io.tenantry.techstore.products.ProductCatalogue;
import io.tenantry.techstore.products.ProductSearch;
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
@RequestMapping(path = "/api/products", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Products")
class ProductController {

  private final ProductCatalogue products;
  private final ProductSearch search;

  ProductController(ProductCatalogue products, ProductSearch search) {
    this.products = products;
    this.search = search;
  }

  @GetMapping
  @Operation(summary = "Lists products")
  Page<Product> list(
      @ParameterObject @Valid PageQuery page, @ParameterObject @Valid ProductQuery query) {
    return search.find(query.filter(), query.order(), page.window(), query.counted());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a product, with nothing in stock")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      useReturnTypeSchema = true,
      headers = {
        @Header(name = "Location", description = "Where it is", schema = @Schema(type = "string")),
        @Header(
            name = "ETag",
            description = "Its version, for If-Match",
            schema = @Schema(type = "string"))
      })
  ResponseEntity<Product> create(@RequestBody @Valid ProductRequest request) {
    Product created = products.create(request.details());
    return ResponseEntity.created(URI.create("/api/products/" + created.id()))
        .eTag(EntityTag.of(created.version()))
        .body(created);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a product")
  @ApiResponse(
      responseCode = "200",
      description = "OK",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "ETag",
              description = "Its version, for If-Match",
              schema = @Schema(type = "string")))
  ResponseEntity<Product> get(@PathVariable long id) {
    return tagged(products.get(id));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes a product; If-Match makes sure that it is as it was seen")
  @ApiResponse(
      responseCode = "200",
      description = "OK",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "ETag",
              description = "Its version, for If-Match",
              schema = @Schema(type = "string")))
  ResponseEntity<Product> change(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody @Valid ProductRequest request) {
    return tagged(products.change(id, EntityTag.expected(ifMatch), request.details()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a product and its stock movements")
  void delete(
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    products.delete(id, EntityTag.expected(ifMatch));
  }

  private static ResponseEntity<Product> tagged(Product product) {
    return ResponseEntity.ok().eTag(EntityTag.of(product.version())).body(product);
  }
}
