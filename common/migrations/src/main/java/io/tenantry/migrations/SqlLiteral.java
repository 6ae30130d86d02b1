package io.tenantry.migrations;

/**
 * A text that goes into SQL text as a string constant, for what takes no parameters.
 *
 * @param value the text itself, whatever is in it
 */
public record SqlLiteral(String value) {

  /** The constant, in the form in which backslashes mean the same under every setting. */
  public String quoted() {
    return "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
