package io.tenantry.techstore.products.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.techstore.input.SingleLine;
import io.tenantry.techstore.products.Product;
import io.tenantry.techstore.products.ProductFilter;
import io.tenantry.techstore.products.ProductSearch;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Products")
class ProductExportController {

  private static final String CSV = "text/csv";

  private final ProductSearch search;

  ProductExportController(ProductSearch search) {
    this.search = search;
  }

  /** What is refused is so before the first byte. */
  @GetMapping(path = "/api/products.csv", produces = CSV)
  @Operation(summary = "Exports products for spreadsheets, in the order of their ids")
  @ApiResponse(
      responseCode = "200",
      description = "Comma-separated values (RFC 4180)",
      content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
  void export(@ParameterObject @Valid ExportQuery query, HttpServletResponse response)
      throws IOException {
    ProductFilter filter = query.filter();
    List<Product> first = search.after(0, filter);
    response.setContentType(CSV + ";charset=UTF-8;header=present");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"products.csv\"");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    ProductCsv.write(first, id -> search.after(id, filter), out);
  }

  /** Which products are to be exported. */
  record ExportQuery(
      @Parameter(description = "Part of the SKU or the name") @Nullable @Size(max = 100) @SingleLine
          String q,
      @Parameter(description = "Id of a category") @Nullable Long category,
      @Nullable Boolean active,
      @Parameter(description = "Whether no more are left than the minimum")
          @Nullable Boolean shortOfStock) {

    ProductFilter filter() {
      return new ProductFilter(q == null || q.isBlank() ? null : q, category, active, shortOfStock);
    }
  }
}
