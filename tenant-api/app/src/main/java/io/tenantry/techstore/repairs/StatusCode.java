package io.tenantry.techstore.repairs;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a customer finds the own order by: 100 random bits, in letters and digits that nobody takes
 * for one another.
 */
public record StatusCode(String value) {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 20;
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public StatusCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no status code");
    }
  }

  static StatusCode random() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new StatusCode(code.toString());
  }

  /** Empty if no order could have it. */
  public static Optional<StatusCode> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new StatusCode(text)) : Optional.empty();
  }
}
