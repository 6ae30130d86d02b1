package io.tenantry.provisioning.signup.web;

import io.tenantry.problems.ProblemException;
import java.util.regex.Pattern;

/** The header by which callers name a request. */
final class IdempotencyHeader {

  static final String NAME = "Idempotency-Key";

  private static final Pattern VALID = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private IdempotencyHeader() {}

  static String checked(String value) {
    if (!VALID.matcher(value).matches() || value.isBlank()) {
      throw ProblemException.invalid(NAME, "must have 1 to 255 printable ASCII characters");
    }
    return value;
  }
}
