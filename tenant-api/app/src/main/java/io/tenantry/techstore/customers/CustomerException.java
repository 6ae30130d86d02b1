package io.tenantry.techstore.customers;

/** What is refused about customers, with the data that tells why. */
public abstract sealed class CustomerException extends RuntimeException {

  private CustomerException(String message) {
    super(message);
  }

  /** There is no such customer in this shop. */
  public static final class CustomerNotFoundException extends CustomerException {

    CustomerNotFoundException(long id) {
      super("There is no customer " + id + ".");
    }
  }

  /** The customer has devices or orders. */
  public static final class CustomerInUseException extends CustomerException {

    CustomerInUseException(long id) {
      super("Customer " + id + " has devices or repair orders.");
    }
  }
}
