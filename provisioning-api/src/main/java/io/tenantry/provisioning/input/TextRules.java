package io.tenantry.provisioning.input;

import org.jspecify.annotations.Nullable;

/**
 * What names, reasons and the like may look like: patterns for Bean Validation, and what to tell
 * the caller where one does not match.
 */
public final class TextRules {

  /**
   * A visible character, no control characters, nothing that turns the direction of what follows.
   */
  public static final String TEXT =
      "(?=.*[^\\p{Z}\\p{C}])"
          + "[^\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*";

  public static final String NO_TEXT = "must have a visible character and no control characters";

  /** The longest name of a tenant or a person, in characters. */
  public static final int NAME_LENGTH = 200;

  public static final String LONG_NAME = "must have at most 200 characters";

  /** The longest reason for what somebody does, in characters. */
  public static final int REASON_LENGTH = 500;

  public static final String LONG_REASON = "must have at most 500 characters";

  public static final String PLAN = "[a-z][a-z0-9-]{0,39}";

  public static final String NO_PLAN =
      "must be 1 to 40 lower-case letters, digits and hyphens, beginning with a letter";

  public static final int EMAIL_LENGTH = 254;

  public static final String LONG_EMAIL = "must have at most 254 characters";

  public static final String EMAIL = "[^\\s\\p{C}@]+@[^\\s\\p{C}@]+";

  public static final String NO_EMAIL = "must be an e-mail address";

  private TextRules() {}

  /**
   * The text without the white space around it; what is absent stays so, for validation to tell.
   */
  @SuppressWarnings("NullAway")
  public static String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }
}
