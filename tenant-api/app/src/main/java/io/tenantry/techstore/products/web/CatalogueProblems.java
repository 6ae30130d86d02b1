package io.tenantry.techstore.products.web;

import io.tenantry.problems.ProblemException;
import io.tenantry.techstore.products.CatalogueException;
import io.tenantry.techstore.products.CatalogueException.CategoryInUseException;
import io.tenantry.techstore.products.CatalogueException.CategoryNameTakenException;
import io.tenantry.techstore.products.CatalogueException.CategoryNotFoundException;
import io.tenantry.techstore.products.CatalogueException.InsufficientStockException;
import io.tenantry.techstore.products.CatalogueException.ProductNotFoundException;
import io.tenantry.techstore.products.CatalogueException.SkuTakenException;
import io.tenantry.techstore.products.CatalogueException.StaleProductException;
import io.tenantry.techstore.products.CatalogueException.UnfitValueException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the catalogue's refusals look like over HTTP. */
@RestControllerAdvice
class CatalogueProblems {

  @ExceptionHandler
  ErrorResponse refused(CatalogueException e) {
    return switch (e) {
      case ProductNotFoundException _ -> problem(HttpStatus.NOT_FOUND, "product-not-found", e);
      case CategoryNotFoundException _ -> problem(HttpStatus.NOT_FOUND, "category-not-found", e);
      case SkuTakenException _ -> problem(HttpStatus.CONFLICT, "sku-taken", e).field("sku");
      case CategoryNameTakenException _ ->
          problem(HttpStatus.CONFLICT, "category-name-taken", e).field("name");
      case CategoryInUseException _ -> problem(HttpStatus.CONFLICT, "category-in-use", e);
      case UnfitValueException unfit ->
          ProblemException.invalid(unfit.field(), String.valueOf(e.getMessage()));
      case InsufficientStockException stock ->
          problem(HttpStatus.CONFLICT, "insufficient-stock", e)
              .field("quantity")
              .with("available", stock.available());
      case StaleProductException stale ->
          stale.expectedByCaller()
              ? problem(HttpStatus.PRECONDITION_FAILED, "precondition-failed", e)
              : problem(HttpStatus.CONFLICT, "concurrent-change", e);
    };
  }

  private static ProblemException problem(HttpStatus status, String name, CatalogueException e) {
    return new ProblemException(status, name, String.valueOf(e.getMessage()));
  }
}
