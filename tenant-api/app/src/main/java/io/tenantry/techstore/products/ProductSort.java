package io.tenantry.techstore.products;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The order of a list of products: one of a few, whose SQL stands here. */
public record ProductSort(Key key, boolean descending) {

  public static final ProductSort BY_NAME = new ProductSort(Key.NAME, false);

  /** What products can be sorted by. */
  public enum Key {
    NAME("name", "lower(name)"),
    SKU("sku", "sku"),
    PRICE("price", "price"),
    CREATED_AT("createdAt", "created_at"),
    STOCK_QUANTITY("stockQuantity", "stock_quantity");

    private final String word;
    private final String expression;

    Key(String word, String expression) {
      this.word = word;
      this.expression = expression;
    }
  }

  /** Empty if there is no such order. A minus sign turns it around. */
  public static Optional<ProductSort> parse(String text) {
    boolean descending = text.startsWith("-");
    String word = descending ? text.substring(1) : text;
    return Arrays.stream(Key.values())
        .filter(key -> key.word.equals(word))
        .findFirst()
        .map(key -> new ProductSort(key, descending));
  }

  /** All words, for people. */
  public static String words() {
    return Arrays.stream(Key.values()).map(key -> key.word).collect(Collectors.joining(", "));
  }

  /** The id makes the order complete, so that no product is on two pages. */
  String orderBy() {
    String direction = descending ? " desc" : " asc";
    return key.expression + direction + ", id" + direction;
  }
}
