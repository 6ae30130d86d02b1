package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.paging.Page;
import io.tenantry.techstore.paging.PageQuery;
import io.tenantry.techstore.products.Category;
import io.tenantry.techstore.products.CategoryCatalogue;
import jakarta.validation.Valid;
import java.net.URI;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/categories", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Categories")
class CategoryController {

  private final CategoryCatalogue categories;

  CategoryController(CategoryCatalogue categories) {
    this.categories = categories;
  }

  @GetMapping
  @Operation(summary = "Lists categories by name")
  Page<Category> list(@ParameterObject @Valid PageQuery query) {
    return categories.list(query.window());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Adds a category")
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      useReturnTypeSchema = true,
      headers =
          @Header(
              name = "Location",
              description = "Where it is",
              schema = @Schema(type = "string")))
  ResponseEntity<Category> create(@RequestBody @Valid CategoryRequest request) {
    Category created = categories.create(request.name().trim(), request.description());
    return ResponseEntity.created(URI.create("/api/categories/" + created.id())).body(created);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Shows a category")
  Category get(@PathVariable long id) {
    return categories.get(id);
  }

  @PutMapping("/{id}")
  @Operation(summary = "Changes a category")
  Category change(@PathVariable long id, @RequestBody @Valid CategoryRequest request) {
    return categories.change(id, request.name().trim(), request.description());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a category that has no products")
  void delete(@PathVariable long id) {
    categories.delete(id);
  }
}
