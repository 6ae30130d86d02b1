package io.tenantry.techstore.products;

/** What the shop's catalogue refuses, with the data that tells why. */
public abstract sealed class CatalogueException extends RuntimeException {

  private CatalogueException(String message) {
    super(message);
  }

  /** There is no such product in this shop. */
  public static final class ProductNotFoundException extends CatalogueException {

    ProductNotFoundException(long id) {
      super("There is no product " + id + ".");
    }
  }

  /** There is no such category in this shop. */
  public static final class CategoryNotFoundException extends CatalogueException {

    CategoryNotFoundException(long id) {
      super("There is no category " + id + ".");
    }
  }

  /** Another product has this SKU. */
  public static final class SkuTakenException extends CatalogueException {

    SkuTakenException(String sku) {
      super("Another product has the SKU \"" + sku + "\".");
    }
  }

  /** Another category has this name, whatever the case. */
  public static final class CategoryNameTakenException extends CatalogueException {

    CategoryNameTakenException(String name) {
      super("Another category is called \"" + name + "\".");
    }
  }

  /** There are products in the category. */
  public static final class CategoryInUseException extends CatalogueException {

    CategoryInUseException(long id) {
      super("Category " + id + " has products.");
    }
  }

  /** A member of the request leads to nothing, or does not fit another one. */
  public static final class UnfitValueException extends CatalogueException {

    private final String field;

    UnfitValueException(String field, String detail) {
      super(detail);
      this.field = field;
    }

    public String field() {
      return field;
    }
  }

  /** Less is in stock than would be taken. */
  public static final class InsufficientStockException extends CatalogueException {

    private final int available;

    InsufficientStockException(int available) {
      super("Only " + available + " in stock.");
      this.available = available;
    }

    public int available() {
      return available;
    }
  }

  /** The product is no longer as the caller saw it. */
  public static final class StaleProductException extends CatalogueException {

    private final boolean expectedByCaller;

    /**
     * @param expectedByCaller whether the caller said which version it had seen
     */
    StaleProductException(long id, boolean expectedByCaller) {
      super("Product " + id + " has changed in the meantime.");
      this.expectedByCaller = expectedByCaller;
    }

    public boolean expectedByCaller() {
      return expectedByCaller;
    }
  }
}
