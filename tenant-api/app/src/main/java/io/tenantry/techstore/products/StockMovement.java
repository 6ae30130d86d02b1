package io.tenantry.techstore.products;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a product's stock, which is never changed itself.
 *
 * @param quantity with its sign: what leaves the stock is negative
 */
public record StockMovement(
    long id,
    long productId,
    int quantity,
    Kind kind,
    @Schema(nullable = true) @Nullable String reason,
    Instant createdAt) {

  /** Why stock changes, and into which direction that may be. */
  public enum Kind {
    @JsonProperty("in")
    IN("in", 1),
    @JsonProperty("out")
    OUT("out", -1),
    @JsonProperty("adjustment")
    ADJUSTMENT("adjustment", 0),
    @JsonProperty("sale")
    SALE("sale", -1),
    @JsonProperty("return")
    RETURN("return", 1);

    private final String word;
    private final int sign;

    Kind(String word, int sign) {
      this.word = word;
      this.sign = sign;
    }

    String word() {
      return word;
    }

    /** Whether such a movement may have this quantity. */
    public boolean allows(int quantity) {
      return quantity != 0 && (sign == 0 || Integer.signum(quantity) == sign);
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(word);
    }
  }
}
