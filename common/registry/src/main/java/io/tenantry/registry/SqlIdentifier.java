package io.tenantry.registry;

import java.util.regex.Pattern;

/**
 * A name of a database object that goes into SQL text. It is the only way for a name to get there:
 * every name passes {@link #quoted()}, so no input can end the identifier and go on as SQL.
 *
 * @param value the name as the catalog holds it, 1 to 63 bytes without control characters
 */
public record SqlIdentifier(String value) {

  private static final Pattern VALID = Pattern.compile("[\\x20-\\x7e]{1,63}");

  /**
   * @throws IllegalArgumentException if PostgreSQL would truncate or refuse the name
   */
  public SqlIdentifier {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a usable database identifier: '" + value + "'");
    }
  }

  /** The name between double quotes, with inner quotes doubled. */
  public String quoted() {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return value;
  }
}
