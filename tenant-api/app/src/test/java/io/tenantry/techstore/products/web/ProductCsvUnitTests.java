package io.tenantry.techstore.products.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.techstore.products.Product;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductCsvUnitTests {

  @Test
  void saysWhenItBreaksOff() {
    StringWriter out = new StringWriter();

    assertThatThrownBy(
            () ->
                ProductCsv.write(
                    List.of(product(7)),
                    id -> {
                      throw new IllegalStateException("gone after " + id);
                    },
                    out))
        .hasMessage("gone after 7");

    assertThat(out.toString().lines())
        .hasSize(3)
        .last()
        .isEqualTo("The export broke off here; do not use it.");
  }

  private static Product product(long id) {
    return new Product(
        id,
        "S",
        "N",
        null,
        null,
        BigDecimal.ONE,
        "EUR",
        0,
        0,
        true,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
