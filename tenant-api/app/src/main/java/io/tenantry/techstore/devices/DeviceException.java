package io.tenantry.techstore.devices;

/** What is refused about devices, with the data that tells why. */
public abstract sealed class DeviceException extends RuntimeException {

  private DeviceException(String message) {
    super(message);
  }

  /** There is no such device in this shop. */
  public static final class DeviceNotFoundException extends DeviceException {

    DeviceNotFoundException(long id) {
      super("There is no device " + id + ".");
    }
  }

  /** The device has repair orders. */
  public static final class DeviceInUseException extends DeviceException {

    DeviceInUseException(long id) {
      super("Device " + id + " has repair orders.");
    }
  }

  /** A member of the request leads to nothing, or does not fit another one. */
  public static final class UnfitDeviceException extends DeviceException {

    private final String field;

    UnfitDeviceException(String field, String detail) {
      super(detail);
      this.field = field;
    }

    public String field() {
      return field;
    }
  }
}
