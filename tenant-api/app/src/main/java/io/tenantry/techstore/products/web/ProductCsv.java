package io.tenantry.techstore.products.web;

import io.tenantry.techstore.csv.CsvWriter;
import io.tenantry.techstore.products.Product;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/** Products as comma-separated values, written as they are read. */
final class ProductCsv {

  private static final Object[] HEADER = {
    "id",
    "sku",
    "name",
    "description",
    "categoryId",
    "price",
    "currency",
    "stockQuantity",
    "minimumStock",
    "active",
    "createdAt",
    "updatedAt"
  };

  /** Shorter than a row, so that no reader takes the file for a whole one. */
  private static final String BROKEN_OFF = "The export broke off here; do not use it.";

  private ProductCsv() {}

  /**
   * @param first the first products
   * @param next the products that follow an id; none at the end
   */
  static void write(List<Product> first, LongFunction<List<Product>> next, Writer out)
      throws IOException {
    CsvWriter csv = new CsvWriter(out);
    csv.row(HEADER);
    try {
      List<Product> products = first;
      while (!products.isEmpty()) {
        for (Product product : products) {
          write(product, csv);
        }
        products = next.apply(Objects.requireNonNull(products.getLast().id()));
      }
    } catch (RuntimeException e) {
      csv.row(BROKEN_OFF);
      out.flush();
      throw e;
    }
    out.flush();
  }

  private static void write(Product product, CsvWriter csv) throws IOException {
    csv.row(
        product.id(),
        product.sku(),
        product.name(),
        product.description(),
        product.categoryId(),
        product.price(),
        product.currency(),
        product.stockQuantity(),
        product.minimumStock(),
        product.active(),
        product.createdAt(),
        product.updatedAt());
  }
}
