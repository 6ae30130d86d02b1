package io.tenantry.provisioning.preferences;

/** A preference that does not exist, or a value that is not of its type. */
public final class InvalidPreferenceException extends RuntimeException {

  private final String key;

  /**
   * @param detail what is wrong with it, in words for the caller
   */
  InvalidPreferenceException(String key, String detail) {
    super(detail);
    this.key = key;
  }

  public String key() {
    return key;
  }
}
