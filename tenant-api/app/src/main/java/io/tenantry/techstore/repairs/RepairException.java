package io.tenantry.techstore.repairs;

/** What is refused about repair orders, with the data that tells why. */
public abstract sealed class RepairException extends RuntimeException {

  private RepairException(String message) {
    super(message);
  }

  /** There is no such order in this shop. */
  public static final class OrderNotFoundException extends RepairException {

    OrderNotFoundException(long id) {
      super("There is no repair order " + id + ".");
    }

    OrderNotFoundException() {
      super("There is no repair order with this code.");
    }
  }

  /** The order has no such part or labour. */
  public static final class LineNotFoundException extends RepairException {

    LineNotFoundException(long order, long line) {
      super("Repair order " + order + " has no line " + line + ".");
    }
  }

  /** The order can't go from its state to that one. */
  public static final class WrongStateException extends RepairException {

    private final RepairState from;

    WrongStateException(RepairState from, RepairState to) {
      super("A repair order can't go from " + from + " to " + to + ".");
      this.from = from;
    }

    public RepairState from() {
      return from;
    }
  }

  /** The order is delivered or cancelled: nothing of it changes any more. */
  public static final class OrderClosedException extends RepairException {

    private final RepairState state;

    OrderClosedException(long id, RepairState state) {
      super("Repair order " + id + " is closed: " + state + ".");
      this.state = state;
    }

    public RepairState state() {
      return state;
    }
  }

  /** A member of the request leads to nothing, or does not fit another one. */
  public static final class UnfitOrderException extends RepairException {

    private final String field;

    UnfitOrderException(String field, String detail) {
      super(detail);
      this.field = field;
    }

    public String field() {
      return field;
    }
  }
}
