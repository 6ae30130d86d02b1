package io.tenantry.tenancy.web;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a tenant's newest script, ordered as Flyway orders them: number by number, where
 * missing ones are zero.
 */
record ScriptVersion(List<BigInteger> parts) implements Comparable<ScriptVersion> {

  private static final Pattern FORM = Pattern.compile("\\d{1,30}([._]\\d{1,30}){0,30}");
  private static final Pattern SEPARATOR = Pattern.compile("[._]");

  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static ScriptVersion parse(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException("no version of a script: " + text);
    }
    return new ScriptVersion(SEPARATOR.splitAsStream(text).map(BigInteger::new).toList());
  }

  @Override
  public int compareTo(ScriptVersion other) {
    int longest = Math.max(parts.size(), other.parts.size());
    return Stream.iterate(0, index -> index < longest, index -> index + 1)
        .mapToInt(index -> part(index).compareTo(other.part(index)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }
}
