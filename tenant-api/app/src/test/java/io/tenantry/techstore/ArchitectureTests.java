package io.tenantry.techstore;

import io.tenantry.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsTheBoundaries() {
    ArchitectureRules.check(
        "io.tenantry.techstore",
        "io.tenantry.techstore.benches.Benches",
        "io.tenantry.techstore.products.ProductSearch",
        "io.tenantry.techstore.products.StockMovements",
        "io.tenantry.techstore.products.ForeignKeys");
  }
}
