package io.tenantry.testing;

import java.security.SecureRandom;

/** A short random name that starts names which others must not meet: roles, exchanges, queues. */
final class RandomPrefix {

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomPrefix() {}

  /** Seven characters that match {@code ^[a-z][a-z0-9_]*$}, the last one an underscore. */
  static String next() {
    StringBuilder prefix = new StringBuilder("x");
    for (int i = 0; i < 5; i++) {
      prefix.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return prefix.append('_').toString();
  }
}
